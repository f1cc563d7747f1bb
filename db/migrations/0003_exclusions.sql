CREATE TABLE "template"."_excluded_domain" (
	"id" integer PRIMARY KEY NOT NULL,
	"domain" text collate "C" NOT NULL,
	"site_id" integer NOT NULL,
	"image_counts" integer NOT NULL,
	"mean_aesthetic" real,
	"best_aesthetic" real
);
--> statement-breakpoint
CREATE TABLE "template"."_excluded_images" (
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
CREATE TABLE "template"."_excluded_site" (
	"id" integer PRIMARY KEY NOT NULL,
	"site" text collate "C" NOT NULL,
	"image_counts" integer NOT NULL,
	"domain_counts" integer NOT NULL,
	"mean_aesthetic" real
);
--> statement-breakpoint
CREATE TABLE "catalog"."exclusion" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"value" text collate "C" NOT NULL,
	"reason" text,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "template"."_gone" (
	"id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "catalog"."version" ADD COLUMN "epoch" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "exclusion_in_force" ON "catalog"."exclusion" USING btree ("kind",md5("value")) WHERE "catalog"."exclusion"."removed_at" is null;