// Every student × job of the sample region.
import { population } from "../population.mjs";

export default (limits) => population("kuzbass", limits);
