// An employer's target contracts. Pure records.
import type { Catalog } from "./catalog.js";
import type { Contract, Job, Offering, Programme } from "./types.js";

/** A target contract with the offering that it belongs to. */
export interface Deal {
  programme: Programme;
  offering: Offering;
  contract: Contract;
}

/** An employer's target contracts; those that teach most of what a job requires come first. */
export function deals(catalog: Catalog, job: Job): Deal[] {
  const useful = ({ outcomes }: Programme): number =>
    job.requires.filter(({ competency, level }) => outcomes.some((outcome) => outcome.competency === competency && outcome.level >= level)).length;
  return catalog.data.programmes
    .flatMap((programme) => programme.offerings.flatMap((offering) =>
      offering.contract?.sponsor === job.employer ? [{ programme, offering, contract: offering.contract }] : []))
    .sort((a, b) => useful(b.programme) - useful(a.programme) || (a.programme.id < b.programme.id ? -1 : 1));
}
