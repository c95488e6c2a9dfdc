// The demo page around the elements: its own few sentences in two languages. It comes before the elements are defined,
// so that they load the language that is wanted at once.
const WORDS = {
  ru: {
    brand: "Маршруты к профессии", place: "Кузбасс", planner: "Планировщик", job: "Профессия", sites: "Для вашего сайта", title: "Вся дорога: от школы до работы",
    intro: "Скажите, где вы сейчас и куда хотите прийти. Страница сама найдёт пути через колледжи, вузы и предприятия региона: сколько займёт, сколько стоит, что взять по дороге и чего ещё не хватит.",
    about: "Маршруты от школы до профессии через колледжи, вузы и предприятия Кузбасса",
    jobTitle: "Работа у нас",
    jobIntro: "Так выглядит страница профессии на сайте предприятия: какие пути к ней ведут и насколько вы к ней готовы.",
    fallback: "Планировщику нужен JavaScript. Без него помогут классный руководитель и сайты колледжей, вузов и предприятий.",
    footer: "Всё считается в вашем браузере. Страница ничего не собирает.",
    offline: "Страница сохранена на этом устройстве и откроется без интернета.",
    newer: "Загружена новая версия этой страницы. Она откроется в следующий раз, когда будут закрыты все её вкладки.",
    open: "Открыть сейчас",
    others: "Сначала закройте другие вкладки с этой страницей.",
  },
  en: {
    brand: "Routes to a job", place: "Kuzbass", planner: "Planner", job: "A job", sites: "For your site", title: "The whole road, from school to work",
    intro: "Say where you stand and where you want to get. The page finds the roads through the region's colleges, universities and companies: how long they take, what they cost, what to take on the way and what will still be missing.",
    about: "Routes from school to a job through the colleges, universities and companies of Kuzbass",
    jobTitle: "Work with us",
    jobIntro: "This is how a job's page on a company's site looks: which roads lead to it, and how ready for it you are.",
    fallback: "The planner needs JavaScript. Without it, ask your class teacher, or see the sites of colleges, universities and companies.",
    footer: "Everything is computed in your browser. This page collects nothing.",
    offline: "This page is stored on this device and opens without a network.",
    newer: "A newer version of this page has been downloaded. It opens next time, once all its tabs are closed.",
    open: "Open it now",
    others: "Close the other tabs with this page first.",
  },
};

function speak(lang) {
  document.documentElement.lang = lang;
  for (const part of document.querySelectorAll("[data-say]")) part.textContent = WORDS[lang][part.dataset.say];
  for (const element of document.querySelectorAll("pathway-planner, pathway-job")) element.setAttribute("lang", lang);
  const other = lang === "ru" ? "en" : "ru";
  const button = document.querySelector("#language");
  button.lang = other;
  button.textContent = other === "ru" ? "Русский" : "English";
  for (const link of document.querySelectorAll("nav a")) link.search = lang === "ru" ? "" : "?lang=en";
  const { brand, place, about, jobTitle } = WORDS[lang];
  document.title = `${document.querySelector("pathway-job") ? jobTitle : brand} — ${place}`;
  document.querySelector("meta[name=description]")?.setAttribute("content", about);
}

document.querySelector("#language").addEventListener("click", () => {
  const lang = document.documentElement.lang === "ru" ? "en" : "ru";
  speak(lang);
  // The language outlives a reload.
  history.replaceState(null, "", lang === "ru" ? location.pathname : "?lang=en");
});
if (new URLSearchParams(location.search).get("lang") === "en") speak("en");

// A built site has a worker that keeps its files on the device: service-worker.js.
const { release } = document.documentElement.dataset;
if (release && "serviceWorker" in navigator) void keepOffline(navigator.serviceWorker);

async function keepOffline(workers) {
  // The first answer goes before: what is kept is fetched once the region is there.
  const element = document.querySelector("pathway-planner, pathway-job");
  if (element && !workers.controller) await new Promise((done) => element.addEventListener("pathway-planner-ready", done, { once: true }));
  const url = "service-worker.js";
  const blessed = globalThis.trustedTypes?.createPolicy("pathways-offline", { createScriptURL: () => url }).createScriptURL("") ?? url;
  await workers.register(blessed, { updateViaCache: "none" });
  const registration = await workers.ready;
  if (!workers.controller) registration.active.postMessage(release);

  const line = document.createElement("p");
  const words = document.createElement("span");
  const button = document.createElement("button");
  line.setAttribute("role", "status");
  button.type = "button";
  button.dataset.say = "open";
  line.append(words);
  document.querySelector("footer").append(line);
  const say = (part, key) => (part.textContent = WORDS[document.documentElement.lang][(part.dataset.say = key)]);
  const tell = () => {
    say(words, registration.waiting ? "newer" : "offline");
    if (!registration.waiting) return button.remove();
    say(button, "open");
    line.append(" ", button);
  };
  button.addEventListener("click", () => {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("open");
  });
  workers.addEventListener("message", ({ data }) => data === "others" && say(words, "others"));
  tell();
  registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", tell));
}
