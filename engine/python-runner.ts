/**
 * Runs a Pulumi program with the Python SDK that is installed, as `pulumi-language-python-exec` does, which comes with Pulumi's
 * command line alone. Settings that an older SDK does not know are left out.
 */
export const pythonRunner = `
import asyncio, inspect, os, runpy, sys
try:
    import pulumi
except ImportError:
    sys.exit("Error: the Python package pulumi is not installed for this program; install its requirements, or use pulumi preview --policy-pack")

given = dict(arg[2:].split("=", 1) for arg in sys.argv[1:-1])
entry = sys.argv[-1]
runtime = pulumi.runtime
for key, value in runtime.get_config_env().items():
    runtime.set_config(key, value)
known = inspect.signature(runtime.Settings.__init__).parameters
settings = {
    "monitor": given["monitor"],
    "engine": given["engine"],
    "project": given["project"],
    "stack": given["stack"],
    "organization": given["organization"],
    "root_directory": given["root-directory"],
    "parallel": int(given["parallel"]),
    "dry_run": given["dry-run"] == "true",
}
runtime.configure(runtime.Settings(**{key: value for key, value in settings.items() if key in known}))
os.chdir(given["pwd"])
sys.argv = [entry]
sys.path.insert(0, given["pwd"])

def run():
    runpy.run_path(entry, run_name="__main__")

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    loop.run_until_complete(runtime.run_in_stack(run))
except BaseException as error:
    sys.exit("Error: " + (str(error).strip() or type(error).__name__))
`;
