# The scheduled audit, in an image. `npm ci` makes dist/ first; then
#   docker build --tag contoso.azurecr.io/computeguard:0.1.0 .
# It needs no more of this folder than .dockerignore lets through. The estate is not in it: the job mounts it beside the image,
# and whoever runs the image by hand names one with --estate.
# a release names the base by its digest, as sha256:…; without one it is whatever the tag means today
ARG NODE_DIGEST
FROM node:22-slim${NODE_DIGEST:+@$NODE_DIGEST}
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json LICENSE ./
# the Azure SDK clients alone; without the development dependencies nothing could be built, so no scripts are run
RUN npm ci --omit=dev --omit=optional --workspaces=false --ignore-scripts --no-audit && npm cache clean --force
COPY dist/computeguard.js dist/computeguard.js.LICENSES.txt dist/
USER node
ENTRYPOINT ["node", "dist/computeguard.js"]
CMD ["--help"]
