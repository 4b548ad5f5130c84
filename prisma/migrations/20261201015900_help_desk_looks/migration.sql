-- When a ticket is read although no webhook has come (domain/help-desks/delivery/look-again.ts).
ALTER TABLE "help_desk_tickets" ADD COLUMN "look_at" TIMESTAMPTZ(3);
