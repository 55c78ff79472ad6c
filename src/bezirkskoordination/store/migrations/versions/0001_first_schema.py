"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.UniqueConstraint("uid", name="uq_attachment_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attachment_kind", "attachment", ["kind"], unique=False)
    op.create_index("ix_attachment_name_key", "attachment", ["name_key"], unique=False)
    op.create_index("ix_attachment_size", "attachment", ["size"], unique=False)
    op.create_index("ix_attachment_title_key", "attachment", ["title_key"], unique=False)
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_blob"),
    )
    op.create_table(
        "budget",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("position_key", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("carried_over", sa.Integer(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_budget"),
        sa.UniqueConstraint("uid", name="uq_budget_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_budget_amount", "budget", ["amount"], unique=False)
    op.create_index("ix_budget_carried_over", "budget", ["carried_over"], unique=False)
    op.create_index("ix_budget_position_key", "budget", ["position_key"], unique=False)
    op.create_index("ix_budget_source", "budget", ["source"], unique=False)
    op.create_index("ix_budget_title_key", "budget", ["title_key"], unique=False)
    op.create_index("ix_budget_year", "budget", ["year"], unique=False)
    op.create_table(
        "counter",
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", "year", name="pk_counter"),
    )
    op.create_table(
        "district",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("council_name", sa.String(), nullable=False),
        sa.Column("council_name_key", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("successor", sa.Integer(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["successor"], ["district.id"], name="fk_district_successor"),
        sa.PrimaryKeyConstraint("id", name="pk_district"),
        sa.UniqueConstraint("uid", name="uq_district_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_district_council_name_key", "district", ["council_name_key"], unique=False)
    op.create_index("ix_district_name_key", "district", ["name_key"], unique=False)
    op.create_index("ix_district_number_key", "district", ["number_key"], unique=False)
    op.create_index("ix_district_successor", "district", ["successor"], unique=False)
    op.create_index("ix_district_title_key", "district", ["title_key"], unique=False)
    op.create_index("ix_district_valid_from", "district", ["valid_from"], unique=False)
    op.create_index("ix_district_valid_until", "district", ["valid_until"], unique=False)
    op.create_table(
        "draft",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_draft"),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "list_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("values", sa.String(), nullable=False),
        sa.Column("values_key", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("code_key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_key", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("system", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_list_item"),
        sa.UniqueConstraint("uid", name="uq_list_item_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_list_item_active", "list_item", ["active"], unique=False)
    op.create_index("ix_list_item_code_key", "list_item", ["code_key"], unique=False)
    op.create_index("ix_list_item_label_key", "list_item", ["label_key"], unique=False)
    op.create_index("ix_list_item_position", "list_item", ["position"], unique=False)
    op.create_index("ix_list_item_title_key", "list_item", ["title_key"], unique=False)
    op.create_index("ix_list_item_values_key", "list_item", ["values_key"], unique=False)
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("reference_key", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("originator", sa.String(), nullable=False),
        sa.Column("originator_key", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("resolution", sa.String(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["answers"], ["paper.id"], name="fk_paper_answers"),
        sa.PrimaryKeyConstraint("id", name="pk_paper"),
        sa.UniqueConstraint("uid", name="uq_paper_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_paper_answers", "paper", ["answers"], unique=False)
    op.create_index("ix_paper_kind", "paper", ["kind"], unique=False)
    op.create_index("ix_paper_on_date", "paper", ["on_date"], unique=False)
    op.create_index("ix_paper_originator_key", "paper", ["originator_key"], unique=False)
    op.create_index("ix_paper_own", "paper", ["own"], unique=False)
    op.create_index("ix_paper_reference_key", "paper", ["reference_key"], unique=False)
    op.create_index("ix_paper_subject_key", "paper", ["subject_key"], unique=False)
    op.create_index("ix_paper_title_key", "paper", ["title_key"], unique=False)
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_setting"),
        sa.UniqueConstraint("uid", name="uq_setting_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_setting_name_key", "setting", ["name_key"], unique=False)
    op.create_index("ix_setting_title_key", "setting", ["title_key"], unique=False)
    op.create_table(
        "status_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("about_type", sa.String(), nullable=False),
        sa.Column("about_uid", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_status_event"),
        sa.UniqueConstraint("uid", name="uq_status_event_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_status_event_about_uid", "status_event", ["about_uid"], unique=False)
    op.create_index("ix_status_event_title_key", "status_event", ["title_key"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("about_type", sa.String(), nullable=True),
        sa.Column("about_uid", sa.String(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sa.UniqueConstraint("uid", name="uq_task_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_task_about_uid", "task", ["about_uid"], unique=False)
    op.create_index("ix_task_due_on", "task", ["due_on"], unique=False)
    op.create_index("ix_task_status", "task", ["status"], unique=False)
    op.create_index("ix_task_subject_key", "task", ["subject_key"], unique=False)
    op.create_index("ix_task_title_key", "task", ["title_key"], unique=False)
    op.create_table(
        "expense",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("payee", sa.String(), nullable=False),
        sa.Column("payee_key", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("purpose_key", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("receipt_kind", sa.String(), nullable=False),
        sa.Column("receipt", sa.Integer(), nullable=True),
        sa.Column("receipt_place", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["receipt"], ["attachment.id"], name="fk_expense_receipt"),
        sa.PrimaryKeyConstraint("id", name="pk_expense"),
        sa.UniqueConstraint("uid", name="uq_expense_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_expense_amount", "expense", ["amount"], unique=False)
    op.create_index("ix_expense_category", "expense", ["category"], unique=False)
    op.create_index("ix_expense_number_key", "expense", ["number_key"], unique=False)
    op.create_index("ix_expense_on_date", "expense", ["on_date"], unique=False)
    op.create_index("ix_expense_payee_key", "expense", ["payee_key"], unique=False)
    op.create_index("ix_expense_purpose_key", "expense", ["purpose_key"], unique=False)
    op.create_index("ix_expense_receipt", "expense", ["receipt"], unique=False)
    op.create_index("ix_expense_receipt_kind", "expense", ["receipt_kind"], unique=False)
    op.create_index("ix_expense_status", "expense", ["status"], unique=False)
    op.create_index("ix_expense_title_key", "expense", ["title_key"], unique=False)
    op.create_table(
        "paper_consultations",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("publicity", sa.String(), nullable=False),
        sa.Column("agenda_item", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["paper.id"], name="fk_paper_consultations_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_paper_consultations"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("reference_date", sa.Date(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["issued"], ["attachment.id"], name="fk_report_issued"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("uid", name="uq_report_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_report_dated_on", "report", ["dated_on"], unique=False)
    op.create_index("ix_report_issued", "report", ["issued"], unique=False)
    op.create_index("ix_report_number_key", "report", ["number_key"], unique=False)
    op.create_index("ix_report_period_from", "report", ["period_from"], unique=False)
    op.create_index("ix_report_reference_date", "report", ["reference_date"], unique=False)
    op.create_index("ix_report_status", "report", ["status"], unique=False)
    op.create_index("ix_report_subject_key", "report", ["subject_key"], unique=False)
    op.create_index("ix_report_title_key", "report", ["title_key"], unique=False)
    op.create_table(
        "sub_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("district", sa.Integer(), nullable=True),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["district"], ["district.id"], name="fk_sub_area_district"),
        sa.PrimaryKeyConstraint("id", name="pk_sub_area"),
        sa.UniqueConstraint("uid", name="uq_sub_area_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sub_area_district", "sub_area", ["district"], unique=False)
    op.create_index("ix_sub_area_name_key", "sub_area", ["name_key"], unique=False)
    op.create_index("ix_sub_area_outside", "sub_area", ["outside"], unique=False)
    op.create_index("ix_sub_area_title_key", "sub_area", ["title_key"], unique=False)
    op.create_table(
        "institution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("sub_area", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("phone_key", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_key", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("opening_hours", sa.String(), nullable=False),
        sa.Column("network_from", sa.Date(), nullable=True),
        sa.Column("network_until", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["institution.id"], name="fk_institution_parent"),
        sa.ForeignKeyConstraint(["sub_area"], ["sub_area.id"], name="fk_institution_sub_area"),
        sa.PrimaryKeyConstraint("id", name="pk_institution"),
        sa.UniqueConstraint("uid", name="uq_institution_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_institution_confirmed_on", "institution", ["confirmed_on"], unique=False)
    op.create_index("ix_institution_email_key", "institution", ["email_key"], unique=False)
    op.create_index("ix_institution_kind", "institution", ["kind"], unique=False)
    op.create_index("ix_institution_network_from", "institution", ["network_from"], unique=False)
    op.create_index("ix_institution_network_until", "institution", ["network_until"], unique=False)
    op.create_index("ix_institution_parent", "institution", ["parent"], unique=False)
    op.create_index("ix_institution_phone_key", "institution", ["phone_key"], unique=False)
    op.create_index("ix_institution_sub_area", "institution", ["sub_area"], unique=False)
    op.create_index("ix_institution_title_key", "institution", ["title_key"], unique=False)
    op.create_table(
        "report_consultations",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("publicity", sa.String(), nullable=False),
        sa.Column("agenda_item", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["report.id"], name="fk_report_consultations_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_report_consultations"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_sections",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["report.id"], name="fk_report_sections_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_report_sections"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sub_area_neighbours",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["sub_area.id"], name="fk_sub_area_neighbours_owner_id"),
        sa.ForeignKeyConstraint(["target"], ["sub_area.id"], name="fk_sub_area_neighbours_target"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_sub_area_neighbours"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("salutation", sa.String(), nullable=False),
        sa.Column("academic_title", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("native_name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("phone_key", sa.String(), nullable=False),
        sa.Column("mobile", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_key", sa.String(), nullable=False),
        sa.Column("preferred_channel", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("sub_area", sa.Integer(), nullable=True),
        sa.Column("contact_block", sa.Boolean(), nullable=False),
        sa.Column("legal_basis", sa.String(), nullable=False),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("volunteering", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=True),
        sa.Column("available", sa.Integer(), nullable=False),
        sa.Column("minutes_per_week", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_person_institution"),
        sa.ForeignKeyConstraint(["sub_area"], ["sub_area.id"], name="fk_person_sub_area"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("uid", name="uq_person_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_available", "person", ["available"], unique=False)
    op.create_index("ix_person_email_key", "person", ["email_key"], unique=False)
    op.create_index("ix_person_institution", "person", ["institution"], unique=False)
    op.create_index("ix_person_minutes_per_week", "person", ["minutes_per_week"], unique=False)
    op.create_index("ix_person_phone_key", "person", ["phone_key"], unique=False)
    op.create_index("ix_person_sub_area", "person", ["sub_area"], unique=False)
    op.create_index("ix_person_title_key", "person", ["title_key"], unique=False)
    op.create_index("ix_person_volunteering", "person", ["volunteering"], unique=False)
    op.create_table(
        "contact_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("function_key", sa.String(), nullable=False),
        sa.Column("responsibility", sa.String(), nullable=False),
        sa.Column("responsibility_key", sa.String(), nullable=False),
        sa.Column("primary", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_contact_person_institution"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_contact_person_person"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_person"),
        sa.UniqueConstraint("uid", name="uq_contact_person_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_person_function_key", "contact_person", ["function_key"], unique=False)
    op.create_index("ix_contact_person_institution", "contact_person", ["institution"], unique=False)
    op.create_index("ix_contact_person_person", "contact_person", ["person"], unique=False)
    op.create_index("ix_contact_person_primary", "contact_person", ["primary"], unique=False)
    op.create_index("ix_contact_person_responsibility_key", "contact_person", ["responsibility_key"], unique=False)
    op.create_index("ix_contact_person_title_key", "contact_person", ["title_key"], unique=False)
    op.create_index("ix_contact_person_valid_from", "contact_person", ["valid_from"], unique=False)
    op.create_index("ix_contact_person_valid_until", "contact_person", ["valid_until"], unique=False)
    op.create_table(
        "person_fields_of_action",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_person_fields_of_action_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_person_fields_of_action"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person_languages",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("interprets", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_person_languages_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_person_languages"),
        sqlite_with_rowid=False,
    )
