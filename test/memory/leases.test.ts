import { memoryLeases } from "../../src/memory/leases.ts";
import { leasesSuite } from "../ports/leases-suite.ts";

leasesSuite(async () => memoryLeases());
