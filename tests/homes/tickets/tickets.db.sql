BEGIN TRANSACTION;
CREATE TABLE comments (number INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id TEXT NOT NULL REFERENCES tickets(id),
    who TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, is_public BOOLEAN NOT NULL);
CREATE TABLE contacts (number INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id TEXT NOT NULL REFERENCES tickets(id),
    sealed BLOB NOT NULL);
CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id TEXT NOT NULL REFERENCES tickets(id),
    act TEXT NOT NULL, before TEXT, after TEXT NOT NULL, who_id TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    detail JSON NOT NULL);
INSERT INTO "events" VALUES(1,'T5ED4185B','opened',NULL,'new','atrium:assistant','助手','2026-11-26T16:09:45.251995+00:00','{"desk": "property", "priority": "P2"}');
INSERT INTO "events" VALUES(2,'T4749FD1A','opened',NULL,'new','key:1','staff key','2026-11-26T16:09:46.349071+00:00','{"desk": "property", "priority": "P2"}');
CREATE TABLE tickets (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
    turn INTEGER NOT NULL, desk TEXT NOT NULL, second_desks JSON NOT NULL, priority TEXT NOT NULL,
    conversation_id TEXT NOT NULL, channel TEXT NOT NULL, role TEXT NOT NULL, language TEXT NOT NULL, intent TEXT NOT NULL,
    subject TEXT NOT NULL, entity TEXT NOT NULL, summary TEXT NOT NULL, words TEXT NOT NULL, is_gap BOOLEAN NOT NULL,
    has_contact BOOLEAN NOT NULL, has_consent BOOLEAN NOT NULL, opened_at TEXT NOT NULL, changed_at TEXT NOT NULL,
    respond_by TEXT NOT NULL, resolve_by TEXT NOT NULL, responded_at TEXT, paused_at TEXT, resolved_at TEXT,
    assignee_id TEXT, assignee TEXT, resolution TEXT NOT NULL, reopened INTEGER NOT NULL, merged_into TEXT NOT NULL,
    erased_at TEXT, searched TEXT NOT NULL);
INSERT INTO "tickets" VALUES(1,'T5ED4185B','new',1,'property','["cs_store"]','P2','ZndXv0F_Qn1fqog8gc_fEA','chat','shopper','zh-Hans','投诉','设施环境','','我要投诉,电梯坏了没人修','我要投诉,电梯坏了没人修',0,0,0,'2026-11-26T16:09:45.157590+00:00','2026-11-26T16:09:45.251995+00:00','2026-11-26T16:39:45.157590+00:00','2026-12-01T16:09:45.157590+00:00',NULL,NULL,NULL,NULL,NULL,'',0,'',NULL,'t5ed4185b
我要投诉,电梯坏了没人修


投诉
设施环境
');
INSERT INTO "tickets" VALUES(2,'T4749FD1A','new',1,'property','[]','P2','','desk','staff','zh-Hans','','','','灯不亮','灯不亮',0,0,0,'2026-11-26T16:09:46.348685+00:00','2026-11-26T16:09:46.349071+00:00','2026-11-26T16:39:46.348685+00:00','2026-12-01T16:09:46.348685+00:00',NULL,NULL,NULL,NULL,NULL,'',0,'',NULL,'t4749fd1a
灯不亮




');
CREATE INDEX tickets_by_desk ON tickets (desk, state);
CREATE INDEX tickets_by_state ON tickets (state, priority);
CREATE INDEX tickets_by_conversation ON tickets (conversation_id);
CREATE INDEX comments_by_ticket ON comments (ticket_id);
CREATE INDEX contacts_by_ticket ON contacts (ticket_id);
CREATE INDEX events_by_ticket ON events (ticket_id);
CREATE TRIGGER tickets_stay BEFORE DELETE ON tickets BEGIN SELECT RAISE(ABORT, 'tickets are kept'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are kept as written'); END;
CREATE TRIGGER events_hold BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are kept as written'); END;
CREATE TRIGGER comments_hold BEFORE UPDATE ON comments BEGIN SELECT RAISE(ABORT, 'comments are kept as written'); END;
CREATE TRIGGER comments_stay BEFORE DELETE ON comments WHEN (SELECT erased_at FROM tickets WHERE id = OLD.ticket_id) IS NULL
    BEGIN SELECT RAISE(ABORT, 'comments are kept until their ticket is erased'); END;
CREATE TRIGGER contacts_stay BEFORE DELETE ON contacts WHEN (SELECT erased_at FROM tickets WHERE id = OLD.ticket_id) IS NULL
    BEGIN SELECT RAISE(ABORT, 'contacts are kept until their ticket is erased'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('tickets',2);
INSERT INTO "sqlite_sequence" VALUES('events',2);
COMMIT;
PRAGMA user_version = 1;
