-- What a merchant chose beyond the law (domain/compliance/stricter.ts): no Sundays, no holidays, an earlier end of one rule.
ALTER TABLE "shop_settings" ADD COLUMN "stricter_rules" JSONB NOT NULL DEFAULT '{}';
