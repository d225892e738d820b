import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import data from "../../payloads/data/indicators.json";
import { indicatorsIn, isMiningImage } from "../../payloads/signs/indicators";

const names = (text: string) => indicatorsIn(text).map(({ kind, name }) => `${kind}:${name}`);
// an invented address: 95 characters of base58 after a 4
const wallet = `48${"A1b2C3d4E5f6G7h8J9".repeat(6).slice(0, 93)}`;
// and one of Kaspa: 61 characters of its alphabet that begin with a q
const kaspa = `q${"pzry9x8gf2tvdw0s3jn5".repeat(3)}`;

describe("mining indicators", () => {
  const mining: readonly [text: string, found: string][] = [
    ["nanopool.org", "pool:nanopool.org"],
    ["XMR-EU1.NANOPOOL.ORG.", "pool:nanopool.org"],
    ["https://eth.2miners.com:2020/x", "pool:2miners.com"],
    ["POOL=randomxmonero.auto.nicehash.com", "pool:nicehash.com"],
    ["host: monero.us.to", "pool:monero.us.to"],
    ["curl x\\nnanopool.org", "pool:nanopool.org"],
    ["url=http%3A%2F%2Fnanopool.org", "pool:nanopool.org"],
    ["stratum+ssl://pool.contoso.com:443", "protocol:stratum+ssl://"],
    ["wget https://example.com/xmrig-6.21.0-linux-x64.tar.gz", "miner:xmrig"],
    ["start C:\\tools\\nanominer.exe", "miner:nanominer"],
    ["./xmrig64", "miner:xmrig"],
    ["systemctl enable c3pool_miner.service", "miner:c3pool-miner"],
    ["systemctl start pnsd.service", "miner:pnsd.service"],
    [`--user ${wallet}.worker1`, "wallet:Monero wallet"],
    ["app --donate-level=1", "flag:--donate-level"],
    ['{"donate-level": 1}', "flag:donate-level"],
    ["app -a kawpow", "flag:-a kawpow"],
    ["app --algo=rx/0", "flag:--algo rx/0"],
    ["modprobe msr allow_writes=on", "flag:msr allow_writes"],
    ["echo c3RyYXR1bSt0Y3A6Ly9wb29sLmNvbnRvc28uY29t | base64 -d", "flag:stratum+tcp:// in base64"],
    ["docker run alpineos/dockerapi", "image:alpineos/dockerapi"],
    ["docker run dockerhubnh/nicehash", "image:dockerhubnh/nicehash"],
    ["./a -P stratums://0x@x:1", "protocol:stratums://"],
    ["./a -P stratum2+tls12://0x@x:1", "protocol:stratum2+tls12://"],
    ["./a -o ethproxy://x:1", "protocol:ethproxy://"],
    ["./nb -o nicehash+tcp://x:1", "protocol:nicehash+tcp://"],
    ["./a --pool asia1.ethermine.org:4444", "pool:ethermine.org"],
    ["./a -o auto.c3pool.com:13333", "pool:c3pool.com"],
    ["./a -o stratum.braiins.com:3333", "pool:stratum.braiins.com"],
    ["./a -o us.mining.prohashing.com:3335", "pool:mining.prohashing.com"],
    ["./a -o acc-pool.pw:16061", "pool:acc-pool.pw"],
    ["wget https://download.hiveos.farm/repo/install.sh", "pool:download.hiveos.farm"],
    ["./a -algo autolykos", "flag:-algo autolykos"],
    ["./a --algo=NEXAPOW", "flag:--algo nexapow"],
    ["./a -a ghostrider", "flag:-a ghostrider"],
    ["donate_level: 0", "flag:donate_level"],
    ["wget https://github.com/rigelminer/rigel/releases/download/1.19.1/rigel.tar.gz", "miner:rigelminer"],
    ["https://github.com/miniZ-miner/miniZ/releases", "miner:miniz-miner"],
    ["./xelis_miner --miner-address x", "miner:xelis-miner"],
    ["./tnn-miner --spectre", "miner:tnn-miner"],
    ["./alephium-gpu-miner -a 192.0.2.1", "miner:alephium-gpu"],
    ["dl.qubic.li/downloads/qli-Client-3.0.0-Linux-x64.tar.gz", "miner:qli-client"],
    ["git clone https://github.com/RainbowMiner/RainbowMiner", "miner:rainbowminer"],
    ["./p2pool --host 127.0.0.1 --wallet x --mini", "flag:p2pool --wallet"],
    ["X=1 /opt/monerod --start-mining x", "flag:monerod --start-mining"],
    ["./bezzHash --url=a1.r7@ethash.poolbinance.com:25 --log", "pool:poolbinance.com"],
    ["./bezzHash --url=a1.r7@192.0.2.7:25", "miner:bezzhash"],
    ["./a -o stratum-eu.crazypool.org:3333", "pool:crazypool.org"],
    ["cast_xmr-vega -S 192.0.2.7:1", "miner:cast-xmr"],
    ["./TT-Miner -a PROGPOWZ", "miner:tt-miner"],
    ["tar xf CryptoDredge_0.27.0_cuda_11.2_linux.tar.gz", "miner:cryptodredge"],
    ["./z-enemy -a x", "miner:z-enemy"],
    // files of miners, without any address that is known
    [
      '"pool_list" : [ { "pool_address" : "10.1.2.3:443", "wallet_address" : "a1", "use_tls" : true } ],',
      "configuration:xmr-stak configuration",
    ],
    ['{"pools":[{"url":"192.0.2.7:443","rig-id":"a","nicehash":true}]}', "configuration:XMRig configuration"],
    [
      '{\n "autosave": true,\n "opencl": false,\n "cuda": true,\n "pools": [{"url": "192.0.2.7:443"}]\n}',
      "configuration:XMRig configuration",
    ],
    ['{"cpu": {"huge-pages": true, "max-threads-hint": 75}}', "configuration:XMRig configuration"],
    [`echo '{\\"huge-pages\\": true, \\"hw-aes\\": null}' > c.json`, "configuration:XMRig configuration"],
    ['{"pools":[{"user":"a","url":"192.0.2.7:1"}],"gpu-report-interval":30}', "configuration:T-Rex configuration"],
    ['{"LHRV3BOOST": 1}', "configuration:lolMiner configuration"],
    ['{"pool_configs": [{"algorithm": "a", "url": ["192.0.2.7:1"]}]}', "configuration:BzMiner configuration"],
    ["[a]\nwallet=b\nrigName=c\npool1=192.0.2.7:1\n", "configuration:nanominer configuration"],
    ['CUSTOM_MINER="a"\nCUSTOM_URL="192.0.2.7:1"\n', "configuration:HiveOS configuration"],
    // ordinary words beside another sign
    ["rigel --algo kawpow", "miner:rigel"],
    ["t-rex --cpu-priority 3", "flag:--cpu-priority"],
    ["./x -o stratum+tcp://a.mooo.com:3333", "pool:mooo.com"],
    ["rigel -a octopus", "flag:-a octopus"],
    ["sysrv --cpu-priority 3", "miner:sysrv"],
    ["dbused --cpu-priority 3", "miner:dbused"],
    ["systemctl start pastebin.service; ./x --cpu-priority 3", "miner:pastebin.service"],
    [`./lolMiner --user kaspa:${kaspa}`, "wallet:Kaspa wallet"],
    ["sgminer -k kawpow", "flag:-k kawpow"],
    ["hminer -o pool", "flag:-o pool"],
    ["xmrig --coin monero", "flag:--coin monero"],
  ];
  for (const [text, found] of mining)
    it(`are in ${text.slice(0, 60)}`, () => assert.ok(names(text).includes(found), String(names(text))));

  const clean = [
    "",
    "nanopool.org.contoso.com",
    "notnanopool.org",
    "nanopool.organisation",
    "a.us.to",
    "sub.monero.us.to",
    "https://www.nicehash.com/pricing",
    "ddns.mooo.com",
    "claymore",
    "apt install t-rex",
    "pip install ethash",
    "xmrights-service",
    "process-miner",
    "pastebin-service",
    "rsync -a rx/ backup/",
    "gcc -o pool.o pool.c",
    `sha512-${"4A1b".repeat(32)}`,
    wallet.slice(1),
    "$dbUsed = 1",
    '{"metric":"dbUsed","aggregation":"avg"}',
    "Test-NetConnection sysrv01.contoso.local -Port 445",
    "sysrv01 --cpu-priority 3",
    "systemctl enable --now pastebin.service apache4.service",
    "cp -a monero /opt/monero",
    "sudo cp -a ethash randomx /go/src",
    "rsync -a kawpow /opt",
    "ls -a monero/",
    "ticker.py --coin monero --fiat usd",
    "deploy -a octopus",
    "hash --algo blake3",
    "pytest -k equihash",
    "gcc -o pool pool.c miniz.c",
    "curl -o pool.json https://contoso.com/miniz",
    "docker run cgminer-exporter",
    "curl https://api2.nicehash.com/main/api/v2/exchangeRate/list",
    "https://braiins.com",
    "geth --mine --miner.gaslimit 1",
    "geth --mine=false",
    "monerod --prune-blockchain",
    "p2pool --help",
    `pay kaspa:${kaspa}`,
    // files that have some of the words of a miner's file
    '"pool_list" : [ { "pool_address" : "10.1.2.3:443", "user" : "a1", "pool_password" : "x", "use_tls" : true, "pool_weight" : 1 } ],',
    '{"wallet_address": "0x0", "pool_size": 5, "user": "a"}',
    '{"huge-pages": true, "memory-pool": false}',
    '{"pools": [{"name": "a", "url": "192.0.2.7:5432", "keepalive": true}], "cuda": false}',
    "vm.nr_hugepages=128\nhuge-pages: on\n",
    "wallet=/u01/wallet\nrig=a\n",
    "rig-id: a\nname: b\n",
    '{"opencl": true, "cuda": true, "pools": "none"'.replace('"pools"', '"pooling"'),
    "the keys pool_address and wallet_address of a file",
    "the enemy: a cast of thousands",
    // hunters and deny lists
    "sudo rm -rf /tmp/xmrig",
    "/usr/bin/pkill -f minerd",
    "ps aux | grep -E 'xmrig|minerd' | xargs kill",
    "Deny outbound to *.nanopool.org, *.2miners.com",
    'deniedFqdns: ["nanopool.org"]',
    "0.0.0.0 nanopool.org",
  ];
  for (const text of clean) it(`are not in ${text.slice(0, 60) || "nothing"}`, () => assert.deepEqual(names(text), []));

  describe("cannot be talked away", () => {
    for (const text of [
      "rm -f log; ./xmrig",
      "rm -f log\n./xmrig",
      "rm -f log && ./xmrig",
      'grep "$(./xmrig)" log',
      "grep x <(./xmrig)",
      "rm() { ./xmrig; }",
      "A=rm ./xmrig",
      'A="rm" ./xmrig',
      "block=1 ./app -o nanopool.org",
      "echo deny; curl https://nanopool.org",
      "deny ./app nanopool.org:3333",
      "blockchain nanopool.org",
    ])
      it(text, () => assert.notDeepEqual(names(text), []));
  });

  it("every pool, miner and image of the tables is found", () => {
    for (const pool of [...data.pools, ...data.exactPools]) assert.notDeepEqual(names(pool), [], pool);
    for (const miner of [...data.miners, ...data.units]) assert.notDeepEqual(names(miner), [], miner);
    for (const image of [...data.images, ...data.imageNames]) assert.equal(isMiningImage(image), true, image);
  });
  it("names come from the tables, never from the text", () => {
    const words = JSON.stringify(data);
    for (const { kind, name } of indicatorsIn(mining.map(([text]) => text).join("\n")))
      if (kind === "pool" || kind === "miner" || kind === "image") assert.ok(words.includes(`"${name}"`), name);
  });

  it("any text at all is read", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), text => assert.ok(Array.isArray(indicatorsIn(text)))),
    ));
  it("what surrounds a command does not hide it", () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), fc.string({ maxLength: 100 }), (before, after) =>
        assert.ok(names(`${before}\n./xmrig -o pool:3333\n${after}`).includes("miner:xmrig")),
      ),
    ));

  it("agree with the collected samples, and with every pool", function () {
    const file = join(__dirname, "../../../shared/data/mining-indicators.json");
    if (!existsSync(file)) {
      console.log("      the samples are not here; skipped");
      return this.skip();
    }
    const samples = JSON.parse(readFileSync(file, "utf8")) as {
      [list in "positives" | "negatives"]: { text: string; context: string }[];
    } & { poolDomains: { domain: string; lowPrecision?: string }[] };
    const found = ({ text, context }: { text: string; context: string }) =>
      context === "image" ? isMiningImage(text) : indicatorsIn(text).length > 0;
    assert.deepEqual(
      samples.positives.filter(sample => !found(sample)),
      [],
    );
    assert.deepEqual(samples.negatives.filter(found), []);
    for (const { domain, lowPrecision } of samples.poolDomains)
      assert.equal(indicatorsIn(domain).length > 0 || lowPrecision !== undefined, true, domain);
  });
});

describe("mining images", () => {
  for (const reference of [
    "kannix/monero-miner:latest",
    "index.docker.io/metal3d/xmrig@sha256:00",
    "registry.contoso.com:5000/mirror/pocosow/centos:7.6",
    "POCOSOW/CentOS",
    "azurenql/anything",
    "vbuntu",
    "contoso.azurecr.io/tools/xmrig-alpine",
  ])
    it(reference, () => assert.equal(isMiningImage(reference), true));
  for (const reference of [
    "docker.io/library/adminer:latest",
    "opendatalab/mineru:2.0",
    "trexcisco/trex",
    "stratumproject/stratum-bmv2",
    "contoso.azurecr.io/centos:7.6",
    "apache/claymore",
    "",
  ])
    it(`not ${reference || "nothing"}`, () => assert.equal(isMiningImage(reference), false));
});
