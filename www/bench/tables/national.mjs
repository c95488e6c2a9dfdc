// Random questions to a generated region as large as a country.
import { population } from "../population.mjs";

export default (limits) => population("national", limits);
