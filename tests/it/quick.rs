use crate::brute::front;
use crate::random::case;
use crate::sim::Sim;
#[test]
fn quick() {
    let n: u64 = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(2000);
    let from: u64 = std::env::var("FROM").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut bad = 0; let mut skipped = 0; let mut partial=0; let mut worst = (0u64, 0u64);
    for seed in from..from+n {
        let case = case(seed);
        let sim = Sim::new(&case);
        let Some(points) = front(&sim, 2_000_000) else { skipped += 1; continue };
        let answer = pathway_planner::plan::plan(&case.region, &case.student, &case.query);
        if answer.steps > worst.0 { worst = (answer.steps, seed); }
        let mut theirs: Vec<Vec<u64>> = points.iter().map(|p| p.vector.clone()).collect();
        theirs.sort(); theirs.dedup();
        let mut ours: Vec<Vec<u64>> = answer.routes.iter().map(|r| r.objectives.clone()).collect();
        ours.sort(); ours.dedup();
        use pathway_planner::answer::Status;
        if matches!(answer.status, Status::Partial | Status::Within) { partial += 1; println!("partial {seed} steps {}", answer.steps); continue; }
        if ours != theirs { bad += 1; if bad < 15 { println!("seed {seed}: ours {ours:?} theirs {theirs:?}"); } }
    }
    println!("bad {bad} skipped {skipped} partial {partial} of {n}; worst {worst:?}");
    assert_eq!(bad, 0);
}
#[test]
fn show() {
    let Some(seed) = std::env::var("SEED").ok().and_then(|n| n.parse().ok()) else { return };
    let case = case(seed);
    println!("{}", crate::dump::case(&case));
    let sim = Sim::new(&case);
    println!("{:#?}", pathway_planner::plan::plan(&case.region, &case.student, &case.query).routes.iter().map(|r| &r.objectives).collect::<Vec<_>>());
    for p in front(&sim, 2_000_000).unwrap_or_default() { println!("{:?} {:?}", p.vector, p.steps); }
}
