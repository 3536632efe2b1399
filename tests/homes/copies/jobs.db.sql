BEGIN TRANSACTION;
CREATE TABLE jobs (
	number INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	arguments VARCHAR NOT NULL, 
	asked_by VARCHAR NOT NULL, 
	retry_of VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	stage VARCHAR NOT NULL, 
	done INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	current VARCHAR NOT NULL, 
	created_at VARCHAR NOT NULL, 
	started_at VARCHAR, 
	ended_at VARCHAR, 
	interruptions INTEGER NOT NULL, 
	report VARCHAR, 
	error VARCHAR NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id)
);
INSERT INTO "jobs" VALUES(1,'cb3cf02b1cc141bb','ingest','{"paths": ["/srv/papers"], "prune": false, "only": null}','admin key','','done','done',2,2,'','2026-11-26T16:09:02.945575+00:00','2026-11-26T16:09:02.947499+00:00','2026-11-26T16:09:02.949791+00:00',0,'{"entries": [{"path": "internal/\u95ed\u5e97.md", "outcome": "unchanged", "reason": "", "doc_id": "SOP", "passages": 0, "warnings": [], "flags": []}, {"path": "public/\u505c\u8f66.md", "outcome": "unchanged", "reason": "", "doc_id": "PARK", "passages": 0, "warnings": [], "flags": []}], "counts": {"added": 0, "updated": 0, "unchanged": 2, "duplicate": 0, "withdrawn": 0, "skipped": 0, "failed": 0}, "passages": 0, "seconds": 0.001, "spent": {"reading": 0.0, "embedding": 0.0, "publishing": 0.0}, "cancelled": false, "exit_code": 0}','');
COMMIT;
PRAGMA user_version = 0;
