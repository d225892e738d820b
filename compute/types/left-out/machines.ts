import { because, type LeftOut } from "./because";

/** Around machines and clusters: frames, timetables, and machines that Azure does not rent out. */
export const machines: readonly LeftOut[] = [
  ...because("requests nothing itself: the hosts that are put in it have a row", [
    "azure-native:compute:DedicatedHostGroup",
    "azure:compute/dedicatedHostGroup:DedicatedHostGroup",
  ]),
  ...because("requests nothing itself: the reservations in it have a row", [
    "azure:compute/capacityReservationGroup:CapacityReservationGroup",
  ]),
  ...because("a frame around pools, definitions and projects that have rows", [
    "azure-native:devcenter:DevCenter",
    "azure-native:devcenter:Project",
    "azure:devcenter/devCenter:DevCenter",
    "azure:devcenter/project:Project",
  ]),
  ...because("limits what a lab may create; its machines have a row", [
    "azure-native:devtestlab:Policy",
    "azure:devtest/policy:Policy",
  ]),
  ...because("starts machines that exist, and requests none", [
    "azure-native:computeschedule:ScheduledAction",
    "azure-native:desktopvirtualization:ScalingPlan",
    "azure-native:desktopvirtualization:ScalingPlanPersonalSchedule",
    "azure-native:desktopvirtualization:ScalingPlanPooledSchedule",
    "azure:desktopvirtualization/scalingPlan:ScalingPlan",
  ]),
  ...because("starts and stops machines that exist, at their times, and requests none", [
    "azure-native:devcenter:Schedule",
    "azure-native:devtestlab:GlobalSchedule",
    "azure-native:devtestlab:Schedule",
    "azure-native:devtestlab:VirtualMachineSchedule",
    "azure-native:labservices:Schedule",
    "azure:devtest/globalVMShutdownSchedule:GlobalVMShutdownSchedule",
    "azure:devtest/schedule:Schedule",
  ]),
  ...because("gives a user hours on machines of a lab, which has a row", ["azure-native:labservices:User"]),
  ...because("a machine of a lab: its size stands in the lab's environment setting, which has a row", [
    "azure-native:labservices:Environment",
  ]),
  ...because("machines on hardware of the customer's own, of which Azure rents out none", [
    "azure-native:azurestackhci:VirtualMachine",
    "azure-native:azurestackhci:VirtualMachineInstance",
    "azure-native:connectedvmwarevsphere:VirtualMachine",
    "azure-native:databoxedge:KubernetesRole",
    "azure-native:datareplication:ProtectedItem",
    "azure-native:hybridcontainerservice:AgentPool",
    "azure-native:hybridcontainerservice:ProvisionedCluster",
    "azure-native:hybridcontainerservice:ProvisionedClusterInstance",
    "azure-native:networkcloud:AgentPool",
    "azure-native:networkcloud:KubernetesCluster",
    "azure-native:scvmm:VirtualMachine",
    "azure-native:scvmm:VirtualMachineInstance",
    "azure:arckubernetes/provisionedCluster:ProvisionedCluster",
    "azure:systemcenter/virtualMachineManagerVirtualMachineInstance:VirtualMachineManagerVirtualMachineInstance",
  ]),
  ...because("enrols a machine or cluster that exists elsewhere", [
    "azure-native:desktopvirtualization:SessionHost",
    "azure-native:hybridcompute:Machine",
    "azure-native:kubernetes:ConnectedCluster",
    "azure:arckubernetes/cluster:Cluster",
    "azure:arcmachine/arcMachine:ArcMachine",
  ]),
  ...because("no SDK has it yet, so nobody knows how its inputs are written: it is read by its shape", [
    "azure-native:cognitiveservices:Compute",
  ]),
  ...because("places apps on a cluster that exists", [
    "azure-native:app:ConnectedEnvironment",
    "azure-native:extendedlocation:CustomLocation",
    "azure-native:web:KubeEnvironment",
  ]),
  ...because("shares out a cluster's machines among its namespaces, and requests none", [
    "azure-native:containerservice:ManagedNamespace",
    "azure-native:containerservice:Namespace",
  ]),
  ...because("counts instances of a service on nodes that have a row", [
    "azure-native:servicefabric:ManagedClusterService",
    "azure-native:servicefabric:Service",
  ]),
  ...because("describes nodes whose scale sets have rows", [
    "azure-native:servicefabric:Cluster",
    "azure:servicefabric/cluster:Cluster",
  ]),
  ...because("takes its machines out of a rack or private cloud that has a row", [
    "azure-native:vmwarecloudsimple:VirtualMachine",
    "azure:oracle/cloudVmCluster:CloudVmCluster",
  ]),
  ...because("names no size and no number of machines: Azure chooses them", [
    "azure-native:networkcloud:ClusterManager",
    "azure-native:scom:Instance",
    "azure:containerservice/kubernetesFleetManager:KubernetesFleetManager",
  ]),
  ...because("a name and a wish: the machines that join it have rows", [
    "azure-native:compute:ProximityPlacementGroup",
    "azure-native:network:InterconnectGroup",
  ]),
  ...because("attaches a cluster or pool that exists", [
    "azure-native:machinelearningservices:LabelingJob",
    "azure-native:machinelearningservices:LinkedService",
    "azure:machinelearning/inferenceCluster:InferenceCluster",
    "azure:machinelearning/synapseSpark:SynapseSpark",
  ]),
  ...because("data on a disk: whoever starts a machine from it requests one, which has a row", [
    "azure-native:compute:Disk",
    "azure-native:compute:Snapshot",
    "azure:compute/managedDisk:ManagedDisk",
  ]),
  ...because("names a gallery of images: the definitions that choose one have a row", [
    "azure-native:devcenter:Gallery",
  ]),
  ...because("binds supercomputers that have a row", ["azure-native:discovery:Workspace"]),
  ...because("accepts a publisher's terms: the machines that they are for have rows", [
    "azure:marketplace/agreement:Agreement",
  ]),
  ...because("a price plan, whose units are no machines", ["azure-native:devcenter:Plan"]),
];
