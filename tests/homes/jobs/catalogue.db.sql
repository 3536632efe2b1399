BEGIN TRANSACTION;
CREATE TABLE decisions (
	number INTEGER NOT NULL, 
	doc_id VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	what VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	visibility VARCHAR DEFAULT '' NOT NULL, 
	comment TEXT DEFAULT '' NOT NULL, 
	fields JSON DEFAULT '{}' NOT NULL, 
	PRIMARY KEY (number)
);
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
	said_by JSON DEFAULT '{}' NOT NULL, 
	warnings JSON DEFAULT '[]' NOT NULL, 
	PRIMARY KEY (doc_id)
);
INSERT INTO "documents" VALUES('SOP','闭店流程','internal/闭店.md','686d90b2a76908408c31f636c3bcaa265872f77f8b1eecfe36895e68d97592a3','internal','other','V2','',NULL,NULL,NULL,NULL,'[]','[]','',NULL,'zh-Hans','442dd7ce361f64f1eecd74003d929cff6c4c108a72686557c3917cb0d32a921d','{"family": "\u95ed\u5e97", "edition": "V2", "open_passages": "1", "root": "49b111ff459a", "text_hash": "", "likeness": ""}','{"doc_id": "front matter", "doc_type": "default", "language": "content", "version": "front matter", "title": "content", "visibility": "folder"}','[]');
INSERT INTO "documents" VALUES('PARK','停车收费规则','public/停车.md','682158db71843253678364526566a7928a8fb2c0dcc235fa43240df345683fe7','public','parking','V1','',NULL,NULL,NULL,NULL,'[]','[]','',NULL,'zh-Hans','7528acaa737d60b15697daa6925b86d818b74f1fb0ceb5c27a8c76ac5cad7362','{"family": "\u505c\u8f66", "edition": "V1", "open_passages": "1", "root": "49b111ff459a", "text_hash": "", "likeness": ""}','{"doc_id": "front matter", "doc_type": "file name", "language": "content", "version": "front matter", "title": "content", "visibility": "folder"}','[]');
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
	confidence FLOAT, 
	PRIMARY KEY (passage_id), 
	FOREIGN KEY(doc_id) REFERENCES documents (doc_id) ON DELETE CASCADE
);
INSERT INTO "passages" VALUES('SOP:442dd7ce:0','SOP',0,'闭店前三十分钟开始清场。','internal','prose','[]',NULL,'','zh-Hans',NULL);
INSERT INTO "passages" VALUES('PARK:7528acaa:0','PARK',0,'首小时免费,之后每小时5元。','public','prose','[]',NULL,'','zh-Hans',NULL);
CREATE TABLE shops (
	unit VARCHAR NOT NULL, 
	doc_id VARCHAR NOT NULL, 
	ordinal INTEGER NOT NULL, 
	fields JSON NOT NULL, 
	PRIMARY KEY (unit, doc_id), 
	FOREIGN KEY(doc_id) REFERENCES documents (doc_id) ON DELETE CASCADE
);
CREATE TABLE unread (
	source VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	reason TEXT NOT NULL, 
	text_hash VARCHAR NOT NULL, 
	PRIMARY KEY (source)
);
CREATE TABLE versions (
	version_id INTEGER NOT NULL, 
	doc_id VARCHAR NOT NULL, 
	why VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	who VARCHAR DEFAULT '' NOT NULL, 
	document JSON NOT NULL, 
	passages JSON NOT NULL, 
	shops JSON NOT NULL, 
	PRIMARY KEY (version_id)
);
CREATE INDEX ix_documents_source ON documents (source);
CREATE INDEX ix_documents_sha256 ON documents (sha256);
CREATE INDEX ix_decisions_doc_id ON decisions (doc_id);
CREATE INDEX ix_decisions_source ON decisions (source);
CREATE INDEX ix_decisions_sha256 ON decisions (sha256);
CREATE INDEX ix_versions_doc_id ON versions (doc_id);
CREATE INDEX ix_passages_doc_id ON passages (doc_id);
COMMIT;
PRAGMA user_version = 0;
