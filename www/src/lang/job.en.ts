// English, for <pathway-job> alone. The shape of this table is the shape of every language's.
export const job = {
  title: (job: string) => `How to become: ${job}`,
  where: "Where do you start from?",
  starts: { "grade-9": "Grade 9", "grade-11": "Grade 11", studying: "College", working: "Work" },
  refine: "Say more about yourself",
  refineHint: "Without levels, only what your education itself gives counts.",
  wage: (sum: string, asOf: string) => `${sum} a month (${asOf})`,
  demand: (year: number, openings: number) => `${openings} openings expected in ${year}`,
  unknown: (id: string) => `This region has no job “${id}”.`,
  unknownHelp: "Check the attribute job of <pathway-job> against the region's jobs.",
  missing: "The attribute job is missing: <pathway-job job=\"…\">.",

  check: {
    title: "Am I ready?",
    lead: "Say of each thing that the job asks for how well you can do it. A guess is fine, and so is leaving one out.",
    canDo: [
      ["aware", "I know what it is"],
      ["assisted", "I can do it if somebody helps"],
      ["independent", "I can do it by myself"],
      ["confident", "I can do it in hard cases, too"],
      ["expert", "I can teach it to others"],
    ] as readonly (readonly [string, string])[],
    none: "not at all",
    skip: "leave it out",
    rest: (count: string) => `What helps, but is not essential: ${count} more`,
    asked: (level: string) => `the job asks for ${level}`,
    said: (said: number, of: number) => `Answered: ${said} of ${of}.`,
    ready: (percent: string) => `You have ${percent} of what the job asks for.`,
    essentialDone: "All that is essential is there.",
    essentialLeft: (names: string) => `Essential, and still short: ${names}.`,
    entry: "Besides, the employer asks for",
    gap: "What is there and what is missing",
    close: "What closes the gap",
    nearest: "The nearest comes first.",
    to: (level: string) => `to ${level}`,
    home: "in your town",
    away: (km: string) => `${km} km from you`,
    untaught: "Nothing in this region's data teaches it.",
    routes: "Show routes with this",
    first: "Choose above where you start from, and these levels will count in the routes.",
  },

  contracts: {
    title: (employer: string) => `Target contracts: ${employer}`,
    lead: "The employer supports your study, and afterwards you work there for a time.",
    gives: "Gives",
    owed: "In return",
    stipend: (sum: string) => `${sum} a month while you study`,
    free: "free study",
    fee: (sum: string) => `study costs ${sum} a year`,
    work: (duration: string) => `${duration} of work there`,
    nothing: "no work is owed",
  },
};

export type JobMessages = typeof job;

export { job as t };
