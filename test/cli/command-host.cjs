const { main } = require(process.argv[2]);

/**
 * Runs one command line after another in this process, which is far cheaper than a process for each: asked with its words and its
 * environment, it answers with its exit code and all that it wrote.
 */
process.on("message", async ({ args, env }) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  const written = { stdout: "", stderr: "" };
  const streams = Object.keys(written).map(name => ({ name, stream: process[name], write: process[name].write }));
  for (const { name, stream } of streams)
    stream.write = text => {
      written[name] += text;
      return true;
    };
  try {
    const code = await main([process.execPath, process.argv[2], ...args]);
    process.send({ code, ...written });
  } finally {
    for (const { stream, write } of streams) stream.write = write;
  }
});
