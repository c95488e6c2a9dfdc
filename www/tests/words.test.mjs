import assert from "node:assert/strict";
import { before, test } from "node:test";
import { source } from "./source.mjs";

let Speech, Index, fit, relayout, language, en, ru, jobEn, jobRu;

before(async () => {
  ({ Speech } = await source("lang/index.ts"));
  ({ Index, fit, relayout } = await source("search.ts"));
  ({ language } = await source("lang/languages.ts"));
  ({ en } = await source("lang/en.ts"));
  ({ ru } = await source("lang/ru.ts"));
  ({ job: jobEn } = await source("lang/job.en.ts"));
  ({ job: jobRu } = await source("lang/job.ru.ts"));
});

test("Russian plurals are right for 1, 2, 5, 11, 21 and 112", () => {
  const speech = new Speech(ru);
  assert.deepEqual([1, 2, 5, 11, 21, 22, 112].map((count) => speech.count("routes", count)), [
    "1 маршрут", "2 маршрута", "5 маршрутов", "11 маршрутов", "21 маршрут", "22 маршрута", "112 маршрутов",
  ]);
  assert.deepEqual([1, 3, 5, 21].map((count) => speech.years(count)), ["1 год", "3 года", "5 лет", "21 год"]);
});

test("what a switch changes is said in Russian with the right forms, for 1, 2, 5 and 21", () => {
  const speech = new Speech(ru);
  assert.deepEqual([1, 2, 5, 21].map((count) => ru.whatIf.lost(speech.count("routes", count))), [
    "Пропадает: 1 маршрут.", "Пропадает: 2 маршрута.", "Пропадает: 5 маршрутов.", "Пропадает: 21 маршрут.",
  ]);
  const plain = (text) => text.replaceAll("\u00a0", " ");
  assert.deepEqual([1, 2, 5, 21, 252].map((months) => plain(ru.whatIf.soonest(speech.duration(months), true))), [
    "Самый быстрый маршрут — на 1 месяц дольше.", "Самый быстрый маршрут — на 2 месяца дольше.", "Самый быстрый маршрут — на 5 месяцев дольше.",
    "Самый быстрый маршрут — на 1 год 9 месяцев дольше.", "Самый быстрый маршрут — на 21 год дольше.",
  ]);
  assert.deepEqual([12, 24, 60, 252].map((months) => plain(ru.whatIf.within(speech.duration(months)))), ["…уложиться в 1 год", "…уложиться в 2 года", "…уложиться в 5 лет", "…уложиться в 21 год"]);
  assert.deepEqual([1, 2, 5, 21].map((count) => speech.count("moves", count)), ["1 переезд", "2 переезда", "5 переездов", "21 переезд"]);
});

test("English plurals, durations and money", () => {
  const speech = new Speech(en);
  assert.deepEqual([1, 2, 21].map((count) => speech.count("routes", count)), ["1 route", "2 routes", "21 routes"]);
  assert.equal(speech.duration(56).replaceAll("\u00a0", " "), "4 years 8 months");
  assert.equal(speech.duration(7).replaceAll("\u00a0", " "), "7 months");
  assert.equal(speech.money(432000), "₽432,000");
  assert.equal(speech.month("2034-01"), "January 2034");
});

test("Russian durations, months and money", () => {
  const speech = new Speech(ru);
  assert.equal(speech.duration(56).replaceAll("\u00a0", " "), "4 года 8 месяцев");
  assert.deepEqual([12, 24, 60, 130, 252, 263].map((months) => speech.durationShort(months).replaceAll("\u00a0", " ")), ["1 г", "2 г", "5 л", "10 л 10 мес", "21 г", "21 г 11 мес"]);
  assert.equal(speech.month("2034-01"), "январь 2034");
  assert.equal(speech.money(432000).replaceAll(/\s/g, " "), "432 000 ₽");
});

test("what a link lost is counted rightly in Russian", async () => {
  const [{ ru: keep }, { plural }] = [await source("lang/keep/ru.ts"), await source("lang/plural.ts")];
  const { level, worked } = keep.dropped;
  assert.deepEqual([1, 2, 5, 21].map((count) => plural("ru", count, level)), ["1 предмет или навык", "2 предмета или навыка", "5 предметов или навыков", "21 предмет или навык"]);
  assert.deepEqual([1, 2, 21].map((count) => plural("ru", count, worked)), ["опыт 1 работы", "опыт 2 работ", "опыт 21 работы"]);
});

test("a language's tag finds the nearest table", () => {
  assert.deepEqual(["ru-RU", "RU", "de", "rue", undefined].map(language), ["ru", "ru", "en", "en", "en"]);
});

test("both tables say the same things", async () => {
  const shape = (value, path = "") =>
    typeof value === "function" ? [`${path}()`]
      : value && typeof value === "object" && !/^\.count\.\w+$/.test(path) ? Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}.${key}`)) : [path];
  assert.deepEqual(shape(ru), shape(en));
  const [keepRu, keepEn] = [(await source("lang/keep/ru.ts")).ru, (await source("lang/keep/en.ts")).en];
  const plurals = ({ dropped, ...rest }) => [...shape(rest), ...Object.keys(dropped)];
  assert.deepEqual(plurals(keepRu), plurals(keepEn));
  assert.deepEqual(shape(jobRu), shape(jobEn));
});

test("no sentence says that a road suits anybody", () => {
  const texts = (value) => (typeof value === "function" ? [String(value)] : value && typeof value === "object" ? Object.values(value).flatMap(texts) : [String(value)]);
  assert.ok(![...texts(en), ...texts(jobEn)].some((text) => /\bsuits?\b|best for you/i.test(text)));
  assert.ok(![...texts(ru), ...texts(jobRu)].some((text) => /подходит|подойд/i.test(text)));
});

const goals = () => new Index([
  { key: "foreman", names: ["Горный мастер (подземный участок)", "Mining foreman (underground)"], more: ["Южкузбассуголь", "Новокузнецк", "mine-foreman"] },
  { key: "electrician", names: ["Электрослесарь подземный", "Underground electrician"], more: ["Распадская"] },
  { key: "welder", names: ["Электрогазосварщик", "Welder"], more: ["ЕВРАЗ ЗСМК"] },
  { key: "surveyor", names: ["Маркшейдер", "Mine surveyor"], more: [] },
  { key: "mining", names: ["Горное дело", "Mining engineering"], more: ["21.05.04", "СибГИУ"] },
  { key: "driver", names: ["Водитель самосвала", "Haul-truck driver"], more: [] },
]);

test("names are found in both languages", () => {
  assert.equal(goals().find("горный мастер")[0], "foreman");
  assert.equal(goals().find("mining foreman")[0], "foreman");
  assert.equal(goals().find("Welder")[0], "welder");
});

test("of two that fit equally, the one at home comes first", () => {
  const index = new Index([
    { key: "away", names: ["Mining foreman (Raspadskaya)"], more: [], place: "mezhdurechensk" },
    { key: "near", names: ["Mining foreman (underground)"], more: [], place: "novokuznetsk" },
    { key: "other", names: ["Mining surveyor"], more: [], place: "novokuznetsk" },
  ]);
  assert.deepEqual(index.find("mining foreman", "novokuznetsk"), ["near", "away"]);
  assert.deepEqual(index.find("mining foreman", "mezhdurechensk"), ["away", "near"]);
  assert.deepEqual(index.find("mining foreman"), ["away", "near"]);
});

test("typing errors are forgiven", () => {
  for (const typed of ["горный мсатер", "горнй мастер", "гоный мастир", "minig forman"]) assert.equal(goals().find(typed)[0], "foreman", typed);
  for (const typed of ["маркшедер", "маркшейдор", "макршейдер"]) assert.equal(goals().find(typed)[0], "surveyor", typed);
});

test("Russian endings are forgiven", () => {
  for (const typed of ["горного мастера", "горным мастером", "мастера горного"]) assert.equal(goals().find(typed)[0], "foreman", typed);
  assert.equal(goals().find("водителем самосвала")[0], "driver");
  assert.equal(goals().find("маркшейдером")[0], "surveyor");
});

test("parts of words, codes and employers find, too", () => {
  assert.ok(goals().find("слесарь").includes("electrician"));
  assert.ok(goals().find("сварщик").includes("welder"));
  assert.equal(goals().find("21.05.04")[0], "mining");
  assert.equal(goals().find("21.05")[0], "mining");
  assert.equal(goals().find("сибгиу")[0], "mining");
  assert.equal(goals().find("мастер новокузнецк")[0], "foreman");
});

test("everyday words find what is officially called otherwise, in both languages", () => {
  const index = new Index([
    { key: "face-miner", names: ["Горнорабочий очистного забоя", "Face miner"], more: [] },
    { key: "tunneller", names: ["Проходчик", "Tunneller"], more: [] },
    { key: "truck", names: ["Водитель карьерного самосвала", "Haul-truck driver"], more: [] },
    { key: "licence", names: ["Водитель категории C (Белово)", "Driving licence, category C (Belovo)"], more: [] },
    { key: "welder", names: ["Электрогазосварщик", "Welder"], more: [] },
    { key: "electrician", names: ["Электромонтёр", "Industrial electrician"], more: [] },
    { key: "software", names: ["Инженер-программист", "Software engineer"], more: [] },
    { key: "crane", names: ["Машинист крана", "Crane operator"], more: [] },
    { key: "loco", names: ["Машинист тепловоза", "Locomotive driver"], more: [] },
    { key: "head", names: ["Начальник смены", "Shift manager"], more: [] },
  ]);
  const first = (typed) => index.find(typed)[0];
  for (const typed of ["шахтёр", "шахтером", "шахтор", "горняк", "miner", "coal miner", "if[nth"]) assert.deepEqual(index.find(typed).slice(0, 2).sort(), ["face-miner", "tunneller"], typed);
  for (const typed of ["водитель белаза", "белазист", "самосвал", "dump truck"]) assert.equal(first(typed), "truck", typed);
  for (const typed of ["сварка", "сварщик"]) assert.equal(first(typed), "welder", typed);
  for (const typed of ["электрик", "электриком", "electric"]) assert.equal(first(typed), "electrician", typed);
  for (const typed of ["айтишник", "ИТ", "it", "coder"]) assert.equal(first(typed), "software", typed);
  for (const typed of ["крановщик", "crane driver"]) assert.equal(first(typed), "crane", typed);
  for (const typed of ["машинист поезда", "train driver"]) assert.equal(first(typed), "loco", typed);
  // The official word itself weighs more, and what is no trade is still not there.
  assert.deepEqual(index.find("проходчик"), ["tunneller"]);
  assert.equal(first("водитель"), "truck");
  assert.deepEqual(index.find("балерина"), []);
});

test("the wrong keyboard layout is understood", () => {
  assert.equal(relayout("ujhysq vfcnth"), "горный мастер");
  assert.equal(goals().find("ujhysq vfcnth")[0], "foreman");
});

test("what is not there is not found", () => {
  assert.deepEqual(goals().find("балерина"), []);
  assert.deepEqual(goals().find("22.01.99"), []);
  assert.equal(goals().find("").length, 6);
  assert.equal(fit("кот", "код"), 0);
});
