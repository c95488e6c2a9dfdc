//! The binary form: what goes in comes out, and nothing that is broken comes through.

use std::fs;
use std::path::Path;

use pathway_planner::codec::{self, Built};
use pathway_planner::condition::{Atom, Condition};
use pathway_planner::problem::{Code, Problem};
use pathway_planner::read;
use pathway_planner::region::*;
use pathway_planner::table::Table;

use crate::arbitrary;

fn load(built: &Built) -> Result<Region, Problem> {
    let mut region = codec::read(&built.core)?;
    for (_, labels) in &built.labels {
        codec::read_labels(&mut region, labels)?;
    }
    Ok(region)
}

/// The file with its checksum put right again.
fn signed(mut file: Vec<u8>) -> Vec<u8> {
    let checksum = file[16..].iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    });
    file[12..16].copy_from_slice(&(!checksum).to_le_bytes());
    file
}

#[test]
fn what_is_written_is_read() {
    for seed in 0..300 {
        let region = arbitrary::region(seed, &arbitrary::SMALL);
        let built = codec::write(&region);
        assert_eq!(load(&built).unwrap(), region, "seed {seed}");
        assert_eq!(codec::read(&built.core).unwrap().digest, codec::digest(&region));
    }
}

#[test]
fn the_sample_region_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regions/kuzbass");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.map(|path| (path.display().to_string(), fs::read(&path).unwrap())).collect::<Vec<_>>();
    let region = read::region_tables(&files).value.expect("a region without errors");
    let built = codec::write(&region);
    assert_eq!(load(&built).unwrap(), region);
    // Before compression; see scripts/sizes.mjs for what a page downloads.
    assert!(built.core.len() < 100_000 && built.labels.iter().all(|(_, labels)| labels.len() < 90_000));
}

#[test]
fn an_empty_region_is_read() {
    let full = arbitrary::region(1, &arbitrary::SMALL);
    let none = Region {
        organizations: Table::default(),
        programmes: Table::default(),
        employment: Vec::new(),
        replaced: Vec::new(),
        sources: Table::default(),
        places: Table::default(),
        competencies: Table::default(),
        credentials: Table::default(),
        activities: Table::default(),
        jobs: Table::default(),
        facts: Table::default(),
        progression: Vec::new(),
        locales: vec!["ru".into()],
        name: Text(vec![Some("x".into())]),
        ..full
    };
    let none = Region { digest: codec::digest(&none), ..none };
    assert_eq!(load(&codec::write(&none)).unwrap(), none);
}

#[test]
fn the_digest_is_of_structure_alone() {
    let region = arbitrary::region(7, &arbitrary::SMALL);
    let renamed = Region { name: Text(vec![Some("другое".into()), None]), ..region.clone() };
    assert_eq!(codec::digest(&region), codec::digest(&renamed));
    let newer = Region { version: "2027.01".into(), ..region.clone() };
    assert_ne!(codec::digest(&region), codec::digest(&newer));
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let region = arbitrary::region(3, &arbitrary::SMALL);
    let built = codec::write(&region);
    for len in 0..built.core.len() {
        let problem = codec::read(&built.core[..len]).unwrap_err();
        assert_eq!(problem.code, Code::Damaged, "{len}: {problem:?}");
    }
    let labels = &built.labels[1].1;
    for len in 0..labels.len() {
        let mut read = codec::read(&built.core).unwrap();
        let before = read.clone();
        assert_eq!(codec::read_labels(&mut read, &labels[..len]).unwrap_err().code, Code::Damaged);
        assert_eq!(read, before, "half of the labels were read");
    }
    // The same behind a header that is right: the body itself is cut.
    for len in 32..built.core.len() {
        let mut file = built.core[..len].to_vec();
        file[8..12].copy_from_slice(&(len as u32 - 32).to_le_bytes());
        assert_eq!(codec::read(&signed(file)).unwrap_err().code, Code::Damaged, "{len}");
    }
}

#[test]
fn a_flipped_byte_is_refused() {
    let built = codec::write(&arbitrary::region(4, &arbitrary::SMALL));
    let region = codec::read(&built.core).unwrap();
    for position in 0..built.core.len() {
        for flip in [1, 0x80, 0xFF] {
            let mut file = built.core.clone();
            file[position] ^= flip;
            assert!(codec::read(&file).is_err(), "byte {position}");
        }
    }
    for position in 0..built.labels[0].1.len() {
        let mut file = built.labels[0].1.clone();
        file[position] ^= 0x55;
        assert!(codec::read_labels(&mut region.clone(), &file).is_err(), "byte {position}");
    }
}

#[test]
fn bytes_behind_a_right_checksum_never_panic() {
    for seed in 0..4 {
        let built = codec::write(&arbitrary::region(seed, &arbitrary::SMALL));
        for position in 32..built.core.len() {
            for value in [0, 1, 3, 0x7F, 0x80, 0xFE, 0xFF] {
                let mut file = built.core.clone();
                file[position] = value;
                // Either a fault, or a region that can be written again.
                if let Ok(region) = codec::read(&signed(file)) {
                    codec::write(&region);
                }
            }
        }
    }
}

#[test]
fn bytes_after_the_end_are_refused() {
    let mut built = codec::write(&arbitrary::region(5, &arbitrary::SMALL));
    built.core.push(0);
    assert_eq!(codec::read(&built.core).unwrap_err().message, "the built file is damaged: it goes on after its end");
    // The same where the header knows of them.
    let len = built.core.len() as u32 - 32;
    built.core[8..12].copy_from_slice(&len.to_le_bytes());
    assert_eq!(
        codec::read(&signed(built.core)).unwrap_err().message,
        "the built file is damaged: it goes on after its end"
    );
}

#[test]
fn a_newer_file_says_how_to_go_on() {
    let mut built = codec::write(&arbitrary::region(5, &arbitrary::SMALL));
    built.core[4] += 1;
    let problem = codec::read(&built.core).unwrap_err();
    assert_eq!(problem.code, Code::Version);
    assert_eq!(problem.message, "the file was written by a newer version of the format");
    assert_eq!(problem.remedy, "Update the engine, or build the region again with this version's `pathways build`.");
}

#[test]
fn files_are_told_apart() {
    let built = codec::write(&arbitrary::region(5, &arbitrary::SMALL));
    let other = codec::write(&arbitrary::region(6, &arbitrary::SMALL));
    let mut region = codec::read(&built.core).unwrap();
    assert!(codec::is_built(&built.core) && codec::is_built(&built.labels[0].1) && !codec::is_built(b"{}"));
    assert_eq!(codec::read(b"{\"format\": 1}").unwrap_err().code, Code::NotBuilt);
    assert_eq!(codec::read(&built.labels[0].1).unwrap_err().message, "these are a region's labels, not its core");
    assert_eq!(
        codec::read_labels(&mut region, &built.core).unwrap_err().message,
        "this is a region's core, not its labels"
    );
    assert_eq!(codec::read_labels(&mut region, &other.labels[0].1).unwrap_err().code, Code::OtherCore);
    assert!(region.name.0.iter().all(Option::is_none));
}

/// Writes a region that breaks a promise; the checksum is right.
fn refused(breaking: impl FnOnce(&mut Region), message: &str) {
    let mut region = arbitrary::region(9, &arbitrary::SMALL);
    breaking(&mut region);
    let problem = codec::read(&codec::write(&region).core).expect_err(message);
    assert_eq!((problem.code, problem.message), (Code::Damaged, format!("the built file is damaged: {message}")));
}

#[test]
fn what_a_region_promises_is_checked_behind_the_checksum() {
    let first = JobId(0);
    let age = || Condition::Atom(Atom::Age(18));
    refused(|region| region.jobs[first].employer = OrganizationId(4), "a row is not in its table");
    refused(|region| region.jobs[first].place = Some(PlaceId(9)), "a row is not in its table");
    refused(|region| region.jobs[first].entry = Condition::Atom(Atom::Worked(JobId(5))), "a row is not in its table");
    refused(|region| region.jobs[first].id = "job one".into(), "an id is none");
    refused(|region| region.jobs[first].id = String::new(), "an id is none");
    refused(|region| region.jobs[first].id = region.jobs[JobId(1)].id.clone(), "an id comes twice");
    refused(|region| region.jobs[first].tenure.months = 0, "a number that is at least 1 is 0");
    refused(
        |region| region.competencies[CompetencyId(0)].broader = vec![CompetencyId(0)],
        "a competency is broader than itself",
    );
    refused(
        |region| {
            region.credentials[CredentialId(0)].implies = vec![CredentialId(3)];
            region.credentials[CredentialId(3)].implies = vec![CredentialId(0)];
        },
        "a credential implies itself",
    );
    refused(
        |region| {
            let requirement =
                |importance| Requirement { competency: CompetencyId(2), level: 1, importance, essential: true };
            region.jobs[first].requires = vec![requirement(1), requirement(2)];
        },
        "a job requires a competency twice",
    );
    let level = |level| Condition::Atom(Atom::Level(CompetencyId(0), level));
    refused(|region| region.jobs[first].entry = level(16), "a number is out of its range");
    refused(|region| region.jobs[first].entry = level(0), "a number is out of its range");
    refused(|region| region.activities[ActivityId(0)].entry = age(), "`age` stands where nobody can wait for it");
    refused(
        |region| {
            region.programmes[ProgrammeId(0)].advanced_standing = vec![AdvancedStanding { when: age(), months: 1 }];
        },
        "`age` stands where nobody can wait for it",
    );
    refused(|region| region.jobs[first].entry = Condition::Any(Vec::new()), "a condition has too few parts");
    refused(|region| region.jobs[first].entry = Condition::Count(2, vec![age()]), "a condition has too few parts");
    refused(|region| region.jobs[first].entry = Condition::Count(0, vec![age()]), "a number that is at least 1 is 0");
    refused(|region| region.facts = Table::new(vec!["b".into(), "a".into()]), "facts are not sorted");
}

#[test]
fn conditions_nest_to_the_limit_and_no_deeper() {
    let nested = |depth| {
        let mut region = arbitrary::region(9, &arbitrary::SMALL);
        region.jobs[JobId(0)].entry =
            (1..depth).fold(Condition::Atom(Atom::Age(18)), |inner, _| Condition::All(vec![inner]));
        codec::read(&codec::write(&region).core)
    };
    assert!(nested(codec::DEPTH).is_ok());
    assert_eq!(
        nested(codec::DEPTH + 1).unwrap_err().message,
        "the built file is damaged: a condition is nested too deep"
    );
}

#[test]
fn a_length_beyond_the_file_is_refused_before_memory_is_taken() {
    // Every position that holds a length is among these; none may ask for gigabytes.
    let built = codec::write(&arbitrary::region(2, &arbitrary::SMALL));
    for position in 32..built.core.len() {
        let mut file = built.core[..position].to_vec();
        file.extend([0xFF, 0xFF, 0xFF, 0xFF, 0x0F]);
        file.extend(&built.core[position + 1..]);
        let len = file.len() as u32 - 32;
        file[8..12].copy_from_slice(&len.to_le_bytes());
        let _ = codec::read(&signed(file));
    }
}
