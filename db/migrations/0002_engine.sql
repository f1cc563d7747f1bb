CREATE TABLE "template"."_column" (
	"name" text collate "C" NOT NULL,
	"segment" integer NOT NULL,
	"data" "bytea",
	"texts" text collate "C",
	CONSTRAINT "_column_key" PRIMARY KEY("name","segment")
);
--> statement-breakpoint
CREATE TABLE "template"."_posting" (
	"word" text collate "C" NOT NULL,
	"segment" integer NOT NULL,
	"rows" integer NOT NULL,
	"documents" "bytea" NOT NULL,
	"positions" "bytea" NOT NULL,
	CONSTRAINT "_posting_key" PRIMARY KEY("word","segment")
);
--> statement-breakpoint
CREATE TABLE "template"."_segment" (
	"segment" integer PRIMARY KEY NOT NULL,
	"first_id" bigint NOT NULL,
	"rows" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "template"."images_aesthetic_desc";--> statement-breakpoint
DROP INDEX "template"."images_aesthetic_asc";--> statement-breakpoint
DROP INDEX "template"."images_domain";--> statement-breakpoint
DROP INDEX "template"."images_site";--> statement-breakpoint
CREATE INDEX "domain_mean" ON "template"."domain" USING btree ("mean_aesthetic" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "domain_best" ON "template"."domain" USING btree ("best_aesthetic" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "images_aesthetic" ON "template"."images" USING btree ("aesthetic" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "site_hosts" ON "template"."site" USING btree ("domain_counts" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "site_mean" ON "template"."site" USING btree ("mean_aesthetic" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "images_domain" ON "template"."images" USING btree ("domain_id");--> statement-breakpoint
CREATE INDEX "images_site" ON "template"."images" USING btree ("site_id");--> statement-breakpoint
-- Written and read whole: compressing these would cost time and gain little.
ALTER TABLE "template"."_column" ALTER COLUMN "data" SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE "template"."_posting" ALTER COLUMN "documents" SET STORAGE EXTERNAL, ALTER COLUMN "positions" SET STORAGE EXTERNAL;
