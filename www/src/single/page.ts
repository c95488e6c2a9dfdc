// The page of the edition in one file: its own few sentences in two languages, the planner or, behind `#job=ID`, the page
// of one job.
import "../pathway-planner.js";
import { type Language, language } from "../lang/languages.js";

/** What `scripts/single.mjs` knows of the region. */
interface About {
  /** The region's file. */
  region: string;
  name: Record<Language, string>;
  /** Its version, and the planner's. */
  made: string;
}

const about = JSON.parse(document.querySelector<HTMLScriptElement>("#about")!.text) as About;

const WORDS = {
  ru: {
    brand: "Маршруты к профессии",
    title: "Вся дорога: от школы до работы",
    intro: "Скажите, где вы сейчас и куда хотите прийти. Страница сама найдёт пути через колледжи, вузы и предприятия региона: сколько займёт, сколько стоит, что взять по дороге и чего ещё не хватит.",
    all: "Все профессии",
    footer: "Всё считается на этом устройстве, сеть не нужна. Страница ничего не собирает и никуда не отправляет.",
    data: "Данные",
  },
  en: {
    brand: "Routes to a job",
    title: "The whole road, from school to work",
    intro: "Say where you stand and where you want to get. The page finds the roads through the region's colleges, universities and companies: how long they take, what they cost, what to take on the way and what will still be missing.",
    all: "All jobs",
    footer: "Everything is computed on this device, without a network. This page collects nothing and sends nothing.",
    data: "Data",
  },
} satisfies Record<Language, Record<string, string>>;

const element = {
  "pathway-planner": document.querySelector("pathway-planner")!,
  "pathway-job": document.createElement("pathway-job"),
};
const button = document.querySelector<HTMLButtonElement>("#language")!;
let lang = language(navigator.language);

function speak(): void {
  const other = lang === "ru" ? "en" : "ru";
  const words: Record<string, string> = { ...WORDS[lang], place: about.name[lang] };
  words["data"] += `: ${about.name[lang]}, ${about.made}`;
  document.documentElement.lang = lang;
  document.title = `${words["brand"]} — ${words["place"]}`;
  for (const part of document.querySelectorAll<HTMLElement>("[data-say]")) part.textContent = words[part.dataset["say"]!]!;
  for (const one of Object.values(element)) one.setAttribute("lang", lang);
  button.lang = other;
  button.textContent = other === "ru" ? "Русский" : "English";
}

/** Shows what the address asks for. */
function turn(): void {
  const job = new URLSearchParams(location.hash.slice(1)).get("job");
  const wanted = element[job ? "pathway-job" : "pathway-planner"];
  if (job) element["pathway-job"].setAttribute("job", job);
  document.querySelector<HTMLElement>("nav a")!.hidden = !job;
  for (const part of document.querySelectorAll<HTMLElement>("h1, .intro")) part.hidden = Boolean(job);
  if (!wanted.isConnected) Object.values(element).find((one) => one.isConnected)!.replaceWith(wanted);
}

button.addEventListener("click", () => {
  lang = lang === "ru" ? "en" : "ru";
  speak();
});
addEventListener("hashchange", turn);
speak();
turn();
for (const one of Object.values(element)) one.region = about.region;
