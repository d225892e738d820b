/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell's own variables */
import assert from "node:assert/strict";
import { searchForMining } from "../../payloads/search";

const requests = (text: string) => searchForMining(text).gpuRequests ?? [];

describe("payloads: machines with GPUs that a script creates", () => {
  const nc = ["Standard_NC6s_v3"];
  const made: readonly (readonly [text: string, found: readonly string[]])[] = [
    ["for l in a b; do az vm create -g rg -n $l -l $l --image Ubuntu2204 --size Standard_NC6s_v3 --no-wait; done", nc],
    ["SIZE=standard_nc6s_v3\naz vm create -n a \\\n  --image b \\\n  --size $SIZE", nc],
    [`az vmss create -n a --vm-sku "Standard_NC6s_v3" --instance-count 100`, nc],
    ["az aks nodepool add --cluster-name a -n b --node-vm-size Standard_NC6s_v3 --node-count 10", nc],
    ["az ml compute create -n a --type amlcompute --size Standard_NC6s_v3 --max-instances 20", nc],
    ["az batch pool create --id a --vm-size Standard_NC6s_v3 --target-dedicated-nodes 9", nc],
    ["az vm resize -g a -n b --size Standard_ND96isr_H100_v5", ["Standard_ND96isr_H100_v5"]],
    ["az container create -n a --image b --gpu-count 4 --gpu-sku V100", ["a container with a GPU"]],
    ["az containerapp env workload-profile add --workload-profile-type NC24-A100 -n a", ["a size of the N series"]],
    ["$c = New-AzVMConfig -VMName a -VMSize Standard_NC6s_v3\nNew-AzVM -VM $c", nc],
    ["New-AzAksNodePool -ClusterName a -Name b -VmSize 'Standard_NC6s_v3' -Count 3", nc],
    [`az rest --method put --url $id --body '{"properties":{"hardwareProfile":{"vmSize":"Standard_NC6s_v3"}}}'`, nc],
    [
      `curl -X PUT https://management.azure.com$id -d '{"properties":{"hardwareProfile":{"vmSize":"Standard_NC6s_v3"}}}'`,
      nc,
    ],
    [
      'cat > main.tf <<E\nresource "azurerm_linux_virtual_machine" "a" {\n  size = "Standard_NC6s_v3"\n}\nE\nterraform apply',
      nc,
    ],
    [
      "cat > Pulumi.yaml <<E\nresources:\n  a:\n    type: azure-native:compute:VirtualMachine\n    properties:\n      hardwareProfile:\n        vmSize: Standard_NC6s_v3\nE\npulumi up --yes",
      nc,
    ],
    [Buffer.from("#!/bin/sh\naz vm create -n a --size Standard_NC6s_v3\n").toString("base64"), nc],
    ["az vm create -n a --size Standard_NX999_v9", ["a size of the N series"]],
    ["terraform apply -auto-approve -var vm_size=Standard_NC6s_v3", nc],
    [`terraform -chdir=infra apply -var="vm_size=Standard_NC6s_v3"`, nc],
    [`tofu apply \\\n  -var 'sizes=["Standard_D2s_v5", "Standard_NC6s_v3"]'`, nc],
    ["terraform plan -out p -var size=Standard_NC6s_v3 && terraform apply p", nc],
    ["export TF_VAR_vm_size=Standard_NC6s_v3\nterraform init\nterraform apply -auto-approve", nc],
    ["TF_VAR_vm_size=Standard_NC6s_v3 terragrunt run-all apply", nc],
    ["$env:TF_VAR_vm_size = 'Standard_NC6s_v3'\nterraform apply -auto-approve", nc],
    [`subprocess.run(["terraform", "apply", "-var", "vm_size=Standard_NC6s_v3"])`, nc],
    ["pulumi config set vmSize Standard_NC6s_v3\npulumi up --yes", nc],
    ["pulumi -C infra config set --path 'pools[0].size' Standard_NC6s_v3; pulumi -C infra up -y", nc],
    ["pulumi config set-all --plaintext shop:vmSize=Standard_NC6s_v3 && pulumi update --yes", nc],
    ["pulumi up --yes -c vmSize=Standard_NC6s_v3", nc],
    [`run(["pulumi", "config", "set", "vmSize", "Standard_NC6s_v3"])\nrun(["pulumi", "up", "--yes"])`, nc],
    ["cat > Pulumi.prod.yaml <<E\nconfig:\n  shop:vmSize: Standard_NC6s_v3\nE\npulumi up -s prod", nc],
    ["az vm list-sizes -l a | grep Standard_NC6s_v3 && az vm create -n a --size Standard_NC6s_v3", nc],
  ];
  for (const [text, found] of made) it(text.slice(0, 100), () => assert.deepEqual(requests(text), found));

  const quiet: readonly string[] = [
    "az vm create -n a --size Standard_D2s_v5",
    "az vm list-skus --size Standard_NC6s_v3 -o table",
    "az vm list -o tsv | grep Standard_NC6s_v3",
    "Get-AzComputeResourceSku | Where-Object { $_.Name -eq 'Standard_NC6s_v3' }",
    `if [ "$size" = "Standard_NC6s_v3" ]; then nvidia-smi; fi; az vm show -n a`,
    "# az vm create --size Standard_NC6s_v3\naz vm create -n a --size Standard_D2s_v5",
    "echo 'no Standard_NC6s_v3 here'; az vm create -n a --size Standard_D2s_v5",
    "az vm delete -n a --yes # Standard_D2s_v5",
    "vmSize=$(curl -s http://169.254.169.254/metadata/instance/compute/vmSize)\ncase $vmSize in\n  Standard_NC6s_v3) nvidia-smi;;\nesac",
    'if [[ "$vmSize" == standard_nc6s_v3 || $vmSize =~ standard_nd40rs_v2 ]]; then az vm show -n a; fi',
    "nvidia-smi # this machine is a Standard_NC6s_v3",
    "terraform plan -var vm_size=Standard_NC6s_v3",
    "terraform destroy -auto-approve -var vm_size=Standard_NC6s_v3",
    "terraform apply -destroy -var vm_size=Standard_NC6s_v3",
    "export TF_VAR_vm_size=Standard_NC6s_v3\nterraform validate",
    "terraform apply -var vm_size=Standard_D2s_v5 # no Standard_NC6s_v3",
    "pulumi config set vmSize Standard_NC6s_v3\npulumi preview",
    "pulumi config set vmSize Standard_NC6s_v3\npulumi destroy --yes",
    "pulumi config set vmSize Standard_D2s_v5\npulumi up --yes",
    `[ "$(pulumi config get vmSize)" = "Standard_NC6s_v3" ] || pulumi up --yes`,
    "az container create -n a --image b --cpu 2",
    "az containerapp env workload-profile add --workload-profile-type D4 -n a",
  ];
  for (const text of quiet) it(`but not ${text.slice(0, 90)}`, () => assert.deepEqual(requests(text), []));
});

describe("payloads: sizes that a script names in one place and uses in another", () => {
  /** What is done with a size: as an order, and as what is refused or asked. */
  const twins: Readonly<Record<string, readonly [order: string, none: string]>> = {
    "a function of a shell": [
      "create() {\n  local name=$1 size=$2\n  az vm create -n $name --size $size\n}\ncreate a Standard_NC6s_v3\n",
      "count() {\n  az vm list --query $1\n}\ncount Standard_NC6s_v3\n",
    ],
    "a function of PowerShell": [
      "function New-Worker($n, $s) { New-AzVM -Name $n -Size $s }\nNew-Worker a Standard_NC6s_v3\n",
      "function Get-Worker($s) { Get-AzVM | ? Size -eq $s }\nGet-Worker Standard_NC6s_v3\n",
    ],
    "a list of a program's": [
      'subprocess.run(["az", "vm", "create", "-n", "a", "--size", "Standard_NC6s_v3"])',
      'subprocess.run(["az", "vm", "list-skus", "--size", "Standard_NC6s_v3"])',
    ],
    "a pipe into arguments": [
      "echo Standard_NC6s_v3 | xargs -I{} az vm create -n a --size {}",
      "echo Standard_NC6s_v3 | xargs -I{} az vm list-skus --size {}",
    ],
    "a list that a loop reads": [
      "while read n s; do az vm create -n $n --size $s; done <<E\na Standard_D2s_v5\nb Standard_NC6s_v3\nE\n",
      "while read n s; do az vm list-skus --size $s; done <<E\nb Standard_NC6s_v3\nE\n",
    ],
    "the second of an array": [
      "sizes=(Standard_D2s_v5 Standard_NC6s_v3)\naz vm create -n a --size ${sizes[1]}\n",
      'denied=(Standard_D2s_v5 Standard_NC6s_v3)\nfor s in "${denied[@]}"; do\n  if [[ "$1" == "$s" ]]; then exit 1; fi\ndone\naz vm create -n a --size "$1"\n',
    ],
    "a choice of PowerShell": [
      "$s = if ($big) { 'Standard_NC6s_v3' } else { 'Standard_D2s_v5' }\nNew-AzVM -Name a -Size $s\n",
      "$s = 'Standard_D2s_v5'\nif ($Size -eq 'Standard_NC6s_v3') { throw 'no' }\nNew-AzVM -Name a -Size $s\n",
    ],
    "a list in a text": [
      'SIZES="Standard_NC6s_v3 Standard_D2s_v5"\nfor s in $SIZES; do az vm create -n a --size $s; done\n',
      'DENIED="Standard_NC6s_v3 Standard_D2s_v5"\nfor s in $DENIED; do [ "$1" = "$s" ] && { echo "$s is not allowed" >&2; exit 1; }; done\naz vm create -n a --size "$1"\n',
    ],
    "a list of PowerShell's": [
      "$sizes = 'Standard_D2s_v5', 'Standard_NC6s_v3'\nNew-AzVM -Name a -Size $sizes[1]\n",
      "$denied = 'Standard_NC6s_v3', 'Standard_D2s_v5'\nif ($denied -contains $Size) { throw \"$Size is not allowed\" }\nNew-AzVM -Name a -Size $Size\n",
    ],
    "a variable that is compared too": [
      'SIZE=Standard_NC6s_v3\n[ -z "$SIZE" ] && exit 1\naz vm create -n a --size "$SIZE"\n',
      'GPU=Standard_NC6s_v3\n[ "$1" = "$GPU" ] && exit 1\naz vm create -n a --size "$1"\n',
    ],
  };
  for (const [what, [order, none]] of Object.entries(twins)) {
    it(`${what} that creates`, () => assert.ok(requests(order).includes("Standard_NC6s_v3")));
    it(`${what} that does not`, () => assert.deepEqual(requests(none), []));
  }
});
