//! The competency graph: the ladders that pages show.

use pathway_planner::catalog::catalog;
use pathway_planner::graph::CompetencyGraph;
use pathway_planner::region::JobId;

use crate::read_json::small;

#[test]
fn ladders_are_what_entries_ask_for() {
    let region = small();
    let (helper, foreman) = (JobId(0), JobId(1));
    for graph in [CompetencyGraph::ladders(&region), CompetencyGraph::new(&region)] {
        assert_eq!((graph.leads_to(helper), graph.comes_from(helper)), (vec![foreman], vec![]));
        assert_eq!((graph.leads_to(foreman), graph.comes_from(foreman)), (vec![], vec![helper]));
    }
    let jobs = catalog(&region, None).jobs;
    let rungs: Vec<_> = jobs.iter().map(|job| (job.leads_to.as_slice(), job.comes_from.as_slice())).collect();
    assert_eq!(rungs, [(["foreman".to_string()].as_slice(), [].as_slice()), (&[], &["helper".to_string()])]);
}
