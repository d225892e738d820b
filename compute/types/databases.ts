import type { ComputeType } from "./compute-type";

/** Databases that Azure runs on virtual machines of the size that their owner names. */
export const databases: readonly ComputeType[] = [
  {
    arm: "Microsoft.DocumentDB/cassandraClusters/dataCenters",
    native: ["cosmosdb:CassandraDataCenter"],
    write: { creates: "Cassandra data centres" },
    requests: [
      { what: "Cassandra data centre", size: "properties.sku", without: "default", count: "properties.nodeCount" },
    ],
    regions: ["properties.dataCenterLocation"],
    classic: [
      {
        types: ["cosmosdb/cassandraDatacenter:CassandraDatacenter"],
        azurerm: ["cosmosdbCassandraDatacenter"],
        requests: [{ what: "Cassandra data centre", size: "skuName", without: "default", count: "nodeCount" }],
      },
    ],
  },
  {
    arm: "Microsoft.DocumentDB/garnetClusters",
    native: ["cosmosdb:GarnetCluster"],
    write: { creates: "Garnet clusters" },
    requests: [
      { what: "Garnet cluster", size: "properties.nodeSku", without: "default", count: "properties.nodeCount" },
    ],
  },
];
