// From bytes in hand to a first answer, beside what a page without an engine does first: parsing JSON.
import { glue, module } from "../engine.mjs";
import { awaited, bytes, row, timed } from "../measure.mjs";

export default async ({ count }) => {
  const rounds = Math.min(count, 20);
  const times = { compile: [], start: [], open: [], first: [], parse: [] };
  const wasm = await bytesOf("/pathways/pathway_planner_bg.wasm");
  const region = await bytes("national.region");
  const text = new TextDecoder().decode(await bytes("national.json"));
  const student = { format: "pathways-student/1", now: "2026-11", competencies: [{ id: "physics", level: 2 }] };
  for (let round = 0; round < rounds; round += 1) {
    times.compile.push((await awaited(() => WebAssembly.compile(wasm)))[1]);
    const { initSync, Engine } = await glue();
    const ready = await module();
    times.start.push(timed(() => initSync({ module: ready }))[1]);
    const [engine, opening] = timed(() => new Engine(region));
    times.open.push(opening);
    times.first.push(opening + timed(() => engine.match(student, 10))[1]);
    times.parse.push(timed(() => JSON.parse(text))[1]);
    engine.free();
  }
  // The first time is the one that a reader waits for: nothing is warm.
  const told = (who, key) => row(who, times[key], { first_us: Math.round(times[key][0] * 1000) });
  return [
    told("planner, wasm: compile the module", "compile"),
    told("planner, wasm: start the module", "start"),
    told("planner, wasm: open the region", "open"),
    told("planner, wasm: open the region, rank ten jobs", "first"),
    told("JSON.parse of the same region", "parse"),
  ];
};

async function bytesOf(address) {
  return (await fetch(address)).arrayBuffer();
}
