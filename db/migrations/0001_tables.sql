CREATE SCHEMA "catalog";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "template";
--> statement-breakpoint
CREATE TABLE "template"."artists" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"category" text collate "C",
	"image_counts" integer NOT NULL,
	"search" text collate "C" NOT NULL,
	"note" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "template"."celebrities" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"category" text collate "C",
	"image_counts" integer NOT NULL,
	"search" text collate "C" NOT NULL,
	"note" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "template"."characters" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"category" text collate "C",
	"image_counts" integer NOT NULL,
	"search" text collate "C" NOT NULL,
	"note" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "catalog"."dataset" (
	"name" text PRIMARY KEY NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"title" text,
	"about" text,
	"source" text,
	"licence" text,
	"invented" boolean DEFAULT false NOT NULL,
	"config" jsonb,
	"current_version" bigint,
	"last_image_id" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "template"."domain" (
	"id" integer PRIMARY KEY NOT NULL,
	"domain" text collate "C" NOT NULL,
	"site_id" integer NOT NULL,
	"image_counts" integer NOT NULL,
	"mean_aesthetic" real,
	"best_aesthetic" real
);
--> statement-breakpoint
CREATE TABLE "template"."images" (
	"id" bigint PRIMARY KEY NOT NULL,
	"url" text collate "C" NOT NULL,
	"text" text collate "C",
	"domain_id" integer NOT NULL,
	"site_id" integer NOT NULL,
	"width" integer,
	"height" integer,
	"similarity" double precision,
	"punsafe" real,
	"pwatermark" real,
	"aesthetic" real,
	"hash" bigint,
	"language" text collate "C",
	"nsfw" text collate "C",
	"license" text collate "C",
	"source" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "catalog"."ingest_file" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"path" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	"first_id" bigint NOT NULL,
	"rows_read" bigint NOT NULL,
	"rows_kept" bigint NOT NULL,
	"rejected" jsonb NOT NULL,
	"mended" jsonb NOT NULL,
	"notices" jsonb NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "template"."site" (
	"id" integer PRIMARY KEY NOT NULL,
	"site" text collate "C" NOT NULL,
	"image_counts" integer NOT NULL,
	"domain_counts" integer NOT NULL,
	"mean_aesthetic" real
);
--> statement-breakpoint
CREATE TABLE "catalog"."version" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"dataset" text NOT NULL,
	"schema_name" text NOT NULL,
	"state" text DEFAULT 'loading' NOT NULL,
	"fingerprint" text,
	"summary" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	CONSTRAINT "version_schema_name_unique" UNIQUE("schema_name")
);
--> statement-breakpoint
CREATE TABLE "template"."word" (
	"word" text collate "C" PRIMARY KEY NOT NULL,
	"image_counts" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "catalog"."ingest_file" ADD CONSTRAINT "ingest_file_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "catalog"."version"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "artists_search" ON "template"."artists" USING gin (to_tsvector('simple'::regconfig, template.norm("name")));--> statement-breakpoint
CREATE INDEX "artists_counts" ON "template"."artists" USING btree ("image_counts" DESC NULLS LAST,"name");--> statement-breakpoint
CREATE INDEX "celebrities_search" ON "template"."celebrities" USING gin (to_tsvector('simple'::regconfig, template.norm("name")));--> statement-breakpoint
CREATE INDEX "celebrities_counts" ON "template"."celebrities" USING btree ("image_counts" DESC NULLS LAST,"name");--> statement-breakpoint
CREATE INDEX "characters_search" ON "template"."characters" USING gin (to_tsvector('simple'::regconfig, template.norm("name")));--> statement-breakpoint
CREATE INDEX "characters_counts" ON "template"."characters" USING btree ("image_counts" DESC NULLS LAST,"name");--> statement-breakpoint
CREATE INDEX "domain_search" ON "template"."domain" USING gin (to_tsvector('simple'::regconfig, template.norm("domain")));--> statement-breakpoint
CREATE INDEX "domain_domain" ON "template"."domain" USING btree ("domain");--> statement-breakpoint
CREATE INDEX "domain_site" ON "template"."domain" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "domain_counts" ON "template"."domain" USING btree ("image_counts" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "images_search" ON "template"."images" USING gin (to_tsvector('simple'::regconfig, template.norm("text")));--> statement-breakpoint
CREATE INDEX "images_aesthetic_desc" ON "template"."images" USING btree ("aesthetic" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "images_aesthetic_asc" ON "template"."images" USING btree ("aesthetic" NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "images_domain" ON "template"."images" USING btree ("domain_id","aesthetic" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "images_site" ON "template"."images" USING btree ("site_id","aesthetic" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "ingest_file_version" ON "catalog"."ingest_file" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "site_search" ON "template"."site" USING gin (to_tsvector('simple'::regconfig, template.norm("site")));--> statement-breakpoint
CREATE INDEX "site_site" ON "template"."site" USING btree ("site");--> statement-breakpoint
CREATE INDEX "site_counts" ON "template"."site" USING btree ("image_counts" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "version_dataset" ON "catalog"."version" USING btree ("dataset","state");--> statement-breakpoint
CREATE INDEX "word_search" ON "template"."word" USING gin (to_tsvector('simple'::regconfig, template.norm("word")));--> statement-breakpoint
CREATE INDEX "word_counts" ON "template"."word" USING btree ("image_counts" DESC NULLS LAST,"word");