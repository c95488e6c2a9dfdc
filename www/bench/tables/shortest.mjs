// Roads where only months count: a plain graph, which libraries of graphs know how to search.
import { DirectedGraph } from "graphology";
import { dijkstra } from "graphology-shortest-path";
import createGraph from "ngraph.graph";
import { aStar, nba } from "ngraph.path";
import { open } from "../engine.mjs";
import { assertEqual, each, json, timed } from "../measure.mjs";

export default async (limits) => {
  const { edges, pairs } = await json("stages.json");
  const months = shortestEdges(edges);
  const along = (path) => path.slice(1).reduce((sum, node, index) => sum + months.get(`${path[index]}-${node}`), 0);
  const finders = [...graphology(months), ...ngraph(months)].map(([who, find]) => ({
    who, find: ({ source, target }) => find(source, target), length: along,
  }));
  const { engine } = await open("stages");
  const planner = { who: "planner, wasm", find: ({ question }) => engine.plan(question), length: ({ routes }) => routes[0].months };

  const rows = [];
  for (const { who, find, length } of [planner, ...finders]) {
    rows.push(await each(who, pairs, limits, (pair, index) => {
      const [found, time] = timed(() => find(pair));
      assertEqual(length(found), pair.months, `${who}, pair ${index}`);
      return time;
    }));
  }
  return rows;
};

/** Of several stages from one paper to another these libraries need but the shortest. */
function shortestEdges(edges) {
  const months = new Map();
  for (const [from, to, weight] of edges) {
    const name = `${from}-${to}`;
    months.set(name, Math.min(weight, months.get(name) ?? weight));
  }
  return months;
}

const edgesOf = (months) => [...months].map(([name, weight]) => [...name.split("-").map(Number), weight]);

function graphology(months) {
  const graph = new DirectedGraph();
  for (const [from, to, weight] of edgesOf(months)) {
    graph.mergeNode(from);
    graph.mergeNode(to);
    graph.addEdge(from, to, { weight });
  }
  return [["graphology, Dijkstra", (from, to) => dijkstra.bidirectional(graph, from, to, "weight")]];
}

function ngraph(months) {
  const graph = createGraph();
  const edges = edgesOf(months);
  for (const [from, to, weight] of edges) graph.addLink(from, to, { weight });
  const distance = (_from, _to, link) => link.data.weight;
  // Papers stand in a row, and no stage leads further in a month than the fastest.
  const slowest = Math.min(...edges.map(([from, to, weight]) => weight / Math.abs(to - from)));
  const heuristic = (from, to) => Math.abs(to.id - from.id) * slowest;
  const finder = (make, options) => {
    const path = make(graph, { oriented: true, distance, ...options });
    return (from, to) => path.find(from, to).map(({ id }) => id).reverse();
  };
  return [
    ["ngraph.path, Dijkstra", finder(aStar)],
    ["ngraph.path, A*", finder(aStar, { heuristic })],
    ["ngraph.path, NBA*", finder(nba, { heuristic })],
  ];
}
