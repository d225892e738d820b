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
