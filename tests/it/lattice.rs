use pathway_planner::graph::CompetencyGraph;
use pathway_planner::lattice::lattice;
use pathway_planner::table::Id;

#[test]
fn show() {
    let region = pathway_planner::codec::read(&std::fs::read("target/regions/kuzbass/kuzbass.region").unwrap()).unwrap();
    let graph = CompetencyGraph::new(&region);
    let mut most = 0;
    for (id, job) in region.jobs.entries() {
        let v: serde_json::Value = serde_json::from_str(&lattice(&region, &graph, id, 4)).unwrap();
        let tiles = v["tiles"].as_array().unwrap();
        most = most.max(tiles.len());
        println!("{} rows {} tiles {} lines {}", job.id, v["rows"], tiles.len(), v["lines"].as_array().unwrap().len());
        if ["mine-foreman", "face-miner-4", "bf-keeper-7", "mine-labourer", "chief-steelmaker", "automation-engineer-3"].contains(&job.id.as_str()) {
            for t in tiles { println!("   {}", t); }
            println!("   {}", v["lines"]);
        }
    }
}
