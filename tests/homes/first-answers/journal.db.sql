BEGIN TRANSACTION;
CREATE TABLE feedback (
	n INTEGER NOT NULL, 
	conversation_id VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	helpful INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (n)
);
INSERT INTO "feedback" VALUES(1,'jPHFYOExUsi_kODkMzNu0A','2026-11-26T16:07:54.944275+00:00',1,'清楚');
CREATE TABLE tickets (
	id VARCHAR NOT NULL, 
	conversation_id VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	desk VARCHAR NOT NULL, 
	priority VARCHAR NOT NULL, 
	message TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "tickets" VALUES('T9DB0E34A','jPHFYOExUsi_kODkMzNu0A','2026-11-26T16:07:54.873215+00:00','property','P2','我要投诉,电梯坏了没人修');
CREATE TABLE turns (
	n INTEGER NOT NULL, 
	conversation_id VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	message TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	handling VARCHAR NOT NULL, 
	documents JSON NOT NULL, 
	PRIMARY KEY (n)
);
INSERT INTO "turns" VALUES(1,'jPHFYOExUsi_kODkMzNu0A','2026-11-26T16:07:54.783492+00:00','shopper','停车怎么收费?','停车怎么收费?','首小时免费,之后每小时5元。[1]','answer','["PARK"]');
INSERT INTO "turns" VALUES(2,'jPHFYOExUsi_kODkMzNu0A','2026-11-26T16:07:54.903524+00:00','shopper','我要投诉,电梯坏了没人修','我要投诉,电梯坏了没人修','非常抱歉给您带来不好的体验。请补充：具体位置、发生的时间和经过，以及方便联系您的方式。由物业工程负责，收到后30分钟内（现场15分钟内）首次回应（受理时间：24小时）。工单号：T9DB0E34A。需要尽快处理，请询问身边的工作人员。
首小时免费,之后每小时5元。[1]','handoff','["PARK"]');
CREATE INDEX ix_turns_conversation_id ON turns (conversation_id);
CREATE INDEX ix_feedback_conversation_id ON feedback (conversation_id);
CREATE INDEX ix_tickets_conversation_id ON tickets (conversation_id);
COMMIT;
PRAGMA user_version = 0;
