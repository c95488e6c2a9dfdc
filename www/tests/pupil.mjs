// A pupil at the elements, in both languages: what is said and seen step by step, and the two ways to do it, by pointer
// and by keyboard. Tests walk these steps, so a journey that changes is changed here. A step is one of
// `{ choose, of }`  a radio button of a group;   `{ pick, from }`  an option of a list;
// `{ type, into }`  text into a field;           `{ press }`       a button;    `{ see }`  a heading, which is waited for.
import { source } from "./source.mjs";

/** The words of both elements in one language, and one of the panel that shares. */
const words = async (lang) => ({ ...(await source(`lang/${lang}.ts`)).t, job: (await source(`lang/job.${lang}.ts`)).t, qr: (await source(`lang/keep/${lang}.ts`)).t.link.qr });
const TABLES = { ru: await words("ru"), en: await words("en") };

/** The longest that a search may take here. */
export const PATIENCE = 60_000;

// Names that the region gives.
const REGION = {
  ru: { town: "Новокузнецк", far: "Таштагол", physics: "Физика", math: "Математика", query: "горный мастер", goal: /^Горный мастер/, routes: /Маршруты к цели «Горный мастер/, job: /Горный мастер.*/ },
  en: { town: "Novokuznetsk", far: "Tashtagol", physics: "Physics", math: "Mathematics", query: "mining foreman", goal: /^Mining foreman/, routes: /Routes to “Mining foreman/, job: /Mining foreman.*/ },
};

/** The journeys of a pupil of grade 9 to the job of a mining foreman, in parts that tests can stop between. */
export function pupil(lang) {
  const t = TABLES[lang];
  const { town, far, physics, math, query, goal, routes, job } = REGION[lang];
  const grade = [{ choose: t.standing.names["grade-9"], of: t.standing.legend }];
  const home = [{ pick: town, from: t.home.label }];
  // In the order in which the form has them, since keys go one way.
  const levels = [{ choose: /^3,/, of: math }, { choose: /^3,/, of: physics }];
  const next = [{ press: t.next }];
  const search = [{ type: query, into: t.goal.label }];
  const ask = [{ press: goal }, { see: routes }];
  const read = [{ press: t.routes.route(1) }, { see: t.routes.list }, { see: t.gap.title }];
  return {
    t,
    qr: t.qr,
    fallback: lang === "ru" ? "Планировщику нужен JavaScript." : "The planner needs JavaScript.",
    grade, home, levels, next, search, ask, read,
    /** The whole road in `<pathway-planner>`. */
    journey: [...grade, ...home, ...levels, ...next, ...search, ...ask, ...read],
    /** The same with the first answer alone: to several routes. */
    short: [...grade, ...next, ...search, ...ask],
    /** Into the job that `<pathway-job>` is about. */
    job: [{ see: job }, { choose: t.job.starts["grade-9"], of: t.job.where }, { see: t.steps.routes }, ...read],
    /** Stays in a town from which nothing leads to the goal, so that no route does. */
    stay: [...grade, { pick: far, from: t.home.label }, { choose: t.terms.moveHome, of: t.terms.move }, ...next, ...search, { press: goal }, { see: new RegExp(t.routes.nothingFor(job.source)) }],
  };
}

/** Does the steps with a pointer, in Playwright's `page` or frame. */
export async function walk(page, steps) {
  const exact = (name) => ({ name, exact: typeof name === "string" });
  for (const step of steps) {
    if ("choose" in step) await page.getByRole("group", exact(step.of)).getByRole("radio", exact(step.choose)).check();
    else if ("pick" in step) await page.getByRole("combobox", exact(step.from)).selectOption({ label: step.pick });
    else if ("type" in step) await page.getByRole("searchbox", exact(step.into)).fill(step.type);
    else if ("press" in step) await page.getByRole("button", exact(step.press)).first().click();
    else await page.getByRole("heading", exact(step.see)).first().waitFor({ timeout: PATIENCE });
  }
}

/** More presses of a key than any way takes. */
const ENDLESS = 150;

/**
 * Does the steps by keyboard alone, in any browser. `hands` are `press(key)` with a name of `KeyboardEvent.key`,
 * `type(text)`, and `look(script, argument)`, which runs a function's text in the page and gives its result.
 */
export async function walkByKeyboard(hands, steps) {
  const fits = (wanted, name) => (typeof wanted === "string" ? name === wanted : wanted.test(name));
  const until = async (key, done, what) => {
    for (let presses = 0; presses < ENDLESS; presses += 1) {
      const at = await hands.look(FOCUSED);
      if (done(at)) return;
      await hands.press(typeof key === "string" ? key : key(at));
    }
    throw new Error(`The keyboard did not get to ${what}; it is at ${JSON.stringify(await hands.look(FOCUSED))}.`);
  };
  for (const step of steps) {
    if ("choose" in step) {
      await until("Tab", ({ role, group }) => role === "radio" && fits(step.of, group), step.of);
      // Arrows choose what they reach; in a group with nothing chosen the first is reached without being chosen.
      await until(({ name }) => (fits(step.choose, name) ? " " : "ArrowDown"), ({ name, checked }) => checked && fits(step.choose, name), step.choose);
    } else if ("pick" in step) {
      await until("Tab", ({ role, name }) => role === "combobox" && fits(step.from, name), step.from);
      await until("ArrowDown", ({ value }) => value === step.pick, step.pick);
    } else if ("type" in step) {
      await until("Tab", ({ role, name }) => role === "searchbox" && fits(step.into, name), step.into);
      await hands.type(step.type);
    } else if ("press" in step) {
      await until("Tab", ({ role, name }) => role === "button" && fits(step.press, name), step.press);
      await hands.press("Enter");
    } else {
      await seen(hands, step.see);
    }
  }
}

async function seen(hands, heading) {
  const wanted = typeof heading === "string" ? [heading, true] : [heading.source, false];
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
    if (await hands.look(HEADED, wanted)) return;
  }
  throw new Error(`No heading ${heading} came.`);
}

/** What has the focus: its role, its name and the group it is in. */
const FOCUSED = `() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at) return {};
  const said = (node) => (node?.innerText ?? node?.textContent ?? "").replace(/\\s+/g, " ").trim();
  const label = at.labels?.[0];
  const own = label && (label.querySelector(":scope > span:not(.hint)") ?? label);
  return {
    role: at.localName === "select" ? "combobox" : at.localName === "input" ? (at.type === "search" ? "searchbox" : at.type) : at.localName,
    name: at.getAttribute("aria-label") ?? said(own ?? at),
    group: said(at.closest("fieldset")?.querySelector("legend")),
    checked: at.checked === true,
    value: at.localName === "select" ? said(at.selectedOptions[0]) : "",
  };
}`;

/** Whether a heading with this text is there. */
const HEADED = `([wanted, whole]) => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) => [...(/^h[1-6]$/.test(one.localName) ? [one] : []), ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  return all(document).some(({ textContent }) => {
    const text = textContent.replace(/\\s+/g, " ").trim();
    return whole ? text === wanted : new RegExp(wanted).test(text);
  });
}`;
