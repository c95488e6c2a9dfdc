//! The competency graph: the ladders that pages show.

use pathway_planner::catalog::catalog;
use pathway_planner::graph::CompetencyGraph;
use pathway_planner::region::JobId;

use crate::read_json::small;

#[test]
fn ladders_are_what_entries_ask_for() {
    let region = small();
    let (helper, foreman) = (JobId(0), JobId(1));
    let graph = CompetencyGraph::new(&region);
    assert_eq!((graph.leads_to(helper), graph.comes_from(helper)), (vec![foreman], vec![]));
    assert_eq!((graph.leads_to(foreman), graph.comes_from(foreman)), (vec![], vec![helper]));
    let shown: serde_json::Value = serde_json::from_str(&catalog(&region, &graph, None)).unwrap();
    let rungs: Vec<_> =
        shown["jobs"].as_array().unwrap().iter().map(|job| (&job["leads_to"], &job["comes_from"])).collect();
    let (some, none) = (|id: &str| serde_json::json!([id]), serde_json::json!([]));
    assert_eq!(rungs, [(&some("foreman"), &none), (&none, &some("helper"))]);
}
