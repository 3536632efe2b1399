BEGIN TRANSACTION;
CREATE TABLE copies (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
    revision INTEGER NOT NULL, turn INTEGER NOT NULL, channel TEXT NOT NULL, tag TEXT, campaign TEXT, product TEXT,
    language TEXT NOT NULL, category TEXT, mode TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
    selling_points JSON NOT NULL, steps JSON NOT NULL, author_id TEXT NOT NULL, author TEXT NOT NULL,
    created_at TEXT NOT NULL, changed_at TEXT NOT NULL, approver_id TEXT, approver TEXT, approved_at TEXT,
    expires_on TEXT, owner TEXT NOT NULL, owned_at TEXT, distance REAL, checked_with TEXT NOT NULL,
    checked_as TEXT NOT NULL, searched TEXT NOT NULL);
INSERT INTO "copies" VALUES(1,'C839762e3b2','draft',1,1,'wechat_moments',NULL,NULL,NULL,'zh-Hans',NULL,'template','上新','本周上新真丝衬衫','[]','[]','key:2','content key','2026-11-27T00:09:02.850778+08:00','2026-11-27T00:09:02.850778+08:00',NULL,NULL,NULL,NULL,'',NULL,NULL,'','','上新
本周上新真丝衬衫
c839762e3b2


content key');
CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, copy_id TEXT NOT NULL REFERENCES copies(id),
    act TEXT NOT NULL, before TEXT, after TEXT NOT NULL, revision INTEGER NOT NULL, who_id TEXT NOT NULL,
    who TEXT NOT NULL, at TEXT NOT NULL, comment TEXT NOT NULL, detail JSON NOT NULL);
INSERT INTO "events" VALUES(1,'C839762e3b2','saved',NULL,'draft',1,'key:2','content key','2026-11-27T00:09:02.850778+08:00','','{}');
CREATE TABLE proofs (number INTEGER PRIMARY KEY AUTOINCREMENT, copy_id TEXT NOT NULL REFERENCES copies(id),
    revision INTEGER NOT NULL, rule_id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    doc_id TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL, valid_until TEXT,
    who TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE revisions (copy_id TEXT NOT NULL REFERENCES copies(id), revision INTEGER NOT NULL, title TEXT NOT NULL,
    body TEXT NOT NULL, who_id TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (copy_id, revision));
INSERT INTO "revisions" VALUES('C839762e3b2',1,'上新','本周上新真丝衬衫','key:2','content key','2026-11-27T00:09:02.850778+08:00');
CREATE TABLE sources (copy_id TEXT NOT NULL REFERENCES copies(id), ordinal INTEGER NOT NULL, doc_id TEXT NOT NULL,
    name TEXT NOT NULL, locator TEXT NOT NULL, quote TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL,
    is_proof BOOLEAN NOT NULL, PRIMARY KEY (copy_id, ordinal));
CREATE INDEX copies_by_change ON copies (changed_at, number);
CREATE INDEX copies_by_place ON copies (state, channel, tag);
CREATE INDEX sources_by_document ON sources (doc_id, sha256);
CREATE INDEX proofs_by_copy ON proofs (copy_id);
CREATE INDEX events_by_copy ON events (copy_id);
CREATE TRIGGER copies_stay BEFORE DELETE ON copies BEGIN SELECT RAISE(ABORT, 'copies are kept'); END;
CREATE TRIGGER revisions_stay BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions are kept as written'); END;
CREATE TRIGGER revisions_hold BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions are kept as written'); END;
CREATE TRIGGER proofs_stay BEFORE DELETE ON proofs BEGIN SELECT RAISE(ABORT, 'proofs are kept as written'); END;
CREATE TRIGGER proofs_hold BEFORE UPDATE ON proofs BEGIN SELECT RAISE(ABORT, 'proofs are kept as written'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are kept as written'); END;
CREATE TRIGGER events_hold BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are kept as written'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('copies',1);
INSERT INTO "sqlite_sequence" VALUES('events',1);
COMMIT;
PRAGMA user_version = 1;
