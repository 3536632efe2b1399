BEGIN TRANSACTION;
CREATE TABLE documents (
	doc_id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	visibility VARCHAR NOT NULL, 
	doc_type VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	declared_status VARCHAR NOT NULL, 
	issued_on DATE, 
	effective_from DATE, 
	effective_to DATE, 
	publish_from VARCHAR, 
	supersedes JSON NOT NULL, 
	audience JSON NOT NULL, 
	owner_desk VARCHAR NOT NULL, 
	review_by DATE, 
	language VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	extra JSON NOT NULL, 
	PRIMARY KEY (doc_id)
);
INSERT INTO "documents" VALUES('SOP','闭店流程','internal/闭店.md','686d90b2a76908408c31f636c3bcaa265872f77f8b1eecfe36895e68d97592a3','internal','other','V2','',NULL,NULL,NULL,NULL,'[]','[]','',NULL,'zh-Hans','5c8a1a1f2736f2f026bd530ca5ac1d0f28b19fc0a18727011d988e8458d39f95','{"root": "4a65b3e9af9a", "text_hash": ""}');
INSERT INTO "documents" VALUES('PARK','停车收费规则','public/停车.md','682158db71843253678364526566a7928a8fb2c0dcc235fa43240df345683fe7','public','parking','V1','',NULL,NULL,NULL,NULL,'[]','[]','',NULL,'zh-Hans','18fbb43a4a8f2a5e89c467c570b1fadc45f8ef02926ae524bd0cb9e62c4375cd','{"root": "4a65b3e9af9a", "text_hash": ""}');
CREATE TABLE facts (
	"key" VARCHAR NOT NULL, 
	value JSON NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE TABLE passages (
	passage_id VARCHAR NOT NULL, 
	doc_id VARCHAR NOT NULL, 
	ordinal INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	shelf VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	section JSON NOT NULL, 
	page INTEGER, 
	"row" VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	PRIMARY KEY (passage_id), 
	FOREIGN KEY(doc_id) REFERENCES documents (doc_id) ON DELETE CASCADE
);
INSERT INTO "passages" VALUES('SOP:5c8a1a1f:0','SOP',0,'闭店前三十分钟开始清场。','internal','prose','[]',NULL,'','zh-Hans');
INSERT INTO "passages" VALUES('PARK:18fbb43a:0','PARK',0,'首小时免费,之后每小时5元。','public','prose','[]',NULL,'','zh-Hans');
CREATE TABLE shops (
	unit VARCHAR NOT NULL, 
	doc_id VARCHAR NOT NULL, 
	ordinal INTEGER NOT NULL, 
	fields JSON NOT NULL, 
	PRIMARY KEY (unit, doc_id), 
	FOREIGN KEY(doc_id) REFERENCES documents (doc_id) ON DELETE CASCADE
);
CREATE INDEX ix_documents_source ON documents (source);
CREATE INDEX ix_documents_sha256 ON documents (sha256);
CREATE INDEX ix_passages_doc_id ON passages (doc_id);
COMMIT;
PRAGMA user_version = 0;
