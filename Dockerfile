# The scheduled audit, in an image. `npm ci` makes dist/ first; then
#   docker build --tag contoso.azurecr.io/computeguard:0.1.0 .
# It needs no more of this folder than .dockerignore lets through.
FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json LICENSE ./
# the Azure SDK clients alone; without the development dependencies nothing could be built, so no scripts are run
RUN npm ci --omit=dev --omit=optional --workspaces=false --ignore-scripts --no-audit && npm cache clean --force
COPY dist/computeguard.js dist/computeguard.js.LICENSES.txt dist/
# the estate that the audit judges by, where there is one
COPY package.json computeguard.y* ./
USER node
ENTRYPOINT ["node", "dist/computeguard.js"]
CMD ["--help"]
