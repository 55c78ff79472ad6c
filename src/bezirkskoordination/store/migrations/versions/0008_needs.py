"""Slips, needs and their vault, services of others, boundary checks, referrals; profiles, enquiries, placements, hours.

Value lists carry a rule and what a value belongs to; people say what they want to help with.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _add(
        "list_item",
        sa.Column("rule", sa.String(), nullable=False, server_default=""),
        sa.Column("belongs_to", sa.String(), nullable=False, server_default=""),
    )
    op.create_table(
        "person_interests",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_person_interests_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_person_interests"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "existing_service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=True),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("interpreting", sa.String(), nullable=False),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column("max_age", sa.Integer(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("access", sa.String(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("cost", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("capacity_key", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_with", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["contact"], ["contact_person.id"], name="fk_existing_service_contact"),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_existing_service_institution"),
        sa.PrimaryKeyConstraint("id", name="pk_existing_service"),
        sa.UniqueConstraint("uid", name="uq_existing_service_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "existing_service_categories",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["existing_service.id"], name="fk_existing_service_categories_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_existing_service_categories"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "existing_service_target_groups",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["existing_service.id"], name="fk_existing_service_target_groups_owner_id"
        ),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_existing_service_target_groups"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "existing_service_areas",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["existing_service.id"], name="fk_existing_service_areas_owner_id"),
        sa.ForeignKeyConstraint(["target"], ["sub_area.id"], name="fk_existing_service_areas_target"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_existing_service_areas"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "existing_service_languages",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["existing_service.id"], name="fk_existing_service_languages_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_existing_service_languages"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "support_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("field_of_action", sa.String(), nullable=False),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("minors", sa.Boolean(), nullable=False),
        sa.Column("sub_area", sa.Integer(), nullable=True),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("frequency", sa.String(), nullable=False),
        sa.Column("time_grid", sa.Integer(), nullable=False),
        sa.Column("minutes_per_week", sa.Integer(), nullable=True),
        sa.Column("wanted_from", sa.Date(), nullable=True),
        sa.Column("wanted_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("reporter", sa.Integer(), nullable=True),
        sa.Column("reporting_institution", sa.Integer(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("asked_again_on", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["support_need.id"], name="fk_support_need_merged_into"),
        sa.ForeignKeyConstraint(["reporter"], ["person.id"], name="fk_support_need_reporter"),
        sa.ForeignKeyConstraint(
            ["reporting_institution"], ["institution.id"], name="fk_support_need_reporting_institution"
        ),
        sa.ForeignKeyConstraint(["sub_area"], ["sub_area.id"], name="fk_support_need_sub_area"),
        sa.PrimaryKeyConstraint("id", name="pk_support_need"),
        sa.UniqueConstraint("uid", name="uq_support_need_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "support_need_target_groups",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["support_need.id"], name="fk_support_need_target_groups_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_support_need_target_groups"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "support_need_languages",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["support_need.id"], name="fk_support_need_languages_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_support_need_languages"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "need_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("about_type", sa.String(), nullable=False),
        sa.Column("about_uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_need_contact"),
        sa.UniqueConstraint("uid", name="uq_need_contact_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "boundary_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("about_type", sa.String(), nullable=False),
        sa.Column("about_uid", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reason_key", sa.String(), nullable=False),
        sa.Column("coordinated_with", sa.Integer(), nullable=True),
        sa.Column("coordinated_on", sa.Date(), nullable=True),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("sub_area", sa.Integer(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["coordinated_with"], ["contact_person.id"], name="fk_boundary_check_coordinated_with"),
        sa.ForeignKeyConstraint(["sub_area"], ["sub_area.id"], name="fk_boundary_check_sub_area"),
        sa.PrimaryKeyConstraint("id", name="pk_boundary_check"),
        sa.UniqueConstraint("uid", name="uq_boundary_check_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "boundary_check_candidates",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("service", sa.Integer(), nullable=False),
        sa.Column("fit", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["boundary_check.id"], name="fk_boundary_check_candidates_owner_id"),
        sa.ForeignKeyConstraint(["service"], ["existing_service.id"], name="fk_boundary_check_candidates_service"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_boundary_check_candidates"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "boundary_check_target_groups",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["boundary_check.id"], name="fk_boundary_check_target_groups_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_boundary_check_target_groups"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("need", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("service", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("data_passed", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["need"], ["support_need.id"], name="fk_referral_need"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_referral_person"),
        sa.ForeignKeyConstraint(["service"], ["existing_service.id"], name="fk_referral_service"),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
        sa.UniqueConstraint("uid", name="uq_referral_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("field_of_action", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("sub_area", sa.Integer(), nullable=True),
        sa.Column("time_grid", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.String(), nullable=False),
        sa.Column("minutes_per_week", sa.Integer(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("min_months", sa.Integer(), nullable=True),
        sa.Column("seats_wanted", sa.Integer(), nullable=True),
        sa.Column("seats_provided", sa.Integer(), nullable=True),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column("german_level", sa.String(), nullable=False),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("expenses_covered", sa.Boolean(), nullable=False),
        sa.Column("insurance_route", sa.String(), nullable=False),
        sa.Column("introduced", sa.Boolean(), nullable=False),
        sa.Column("accessible", sa.Boolean(), nullable=False),
        sa.Column("may_publish", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["contact"], ["contact_person.id"], name="fk_activity_profile_contact"),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_activity_profile_institution"),
        sa.ForeignKeyConstraint(["sub_area"], ["sub_area.id"], name="fk_activity_profile_sub_area"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_profile"),
        sa.UniqueConstraint("uid", name="uq_activity_profile_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity_profile_intents",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["activity_profile.id"], name="fk_activity_profile_intents_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_activity_profile_intents"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "activity_profile_target_groups",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["activity_profile.id"], name="fk_activity_profile_target_groups_owner_id"
        ),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_activity_profile_target_groups"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "activity_profile_languages",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["activity_profile.id"], name="fk_activity_profile_languages_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_activity_profile_languages"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "activity_profile_qualifications",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["activity_profile.id"], name="fk_activity_profile_qualifications_owner_id"
        ),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_activity_profile_qualifications"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "activity_profile_qualifications_wished",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["activity_profile.id"], name="fk_activity_profile_qualifications_wished_owner_id"
        ),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_activity_profile_qualifications_wished"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "enquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("need", sa.Integer(), nullable=True),
        sa.Column("profile", sa.Integer(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("thanked_on", sa.Date(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["need"], ["support_need.id"], name="fk_enquiry_need"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_enquiry_person"),
        sa.ForeignKeyConstraint(["profile"], ["activity_profile.id"], name="fk_enquiry_profile"),
        sa.PrimaryKeyConstraint("id", name="pk_enquiry"),
        sa.UniqueConstraint("uid", name="uq_enquiry_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("need", sa.Integer(), nullable=True),
        sa.Column("profile", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("time_grid", sa.Integer(), nullable=False),
        sa.Column("minutes_per_week", sa.Integer(), nullable=True),
        sa.Column("insurance_route", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("override_reason", sa.String(), nullable=False),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.Column("second_feedback_on", sa.Date(), nullable=True),
        sa.Column("feedback", sa.String(), nullable=False),
        sa.Column("feedback_institution", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["need"], ["support_need.id"], name="fk_placement_need"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_placement_person"),
        sa.ForeignKeyConstraint(["profile"], ["activity_profile.id"], name="fk_placement_profile"),
        sa.PrimaryKeyConstraint("id", name="pk_placement"),
        sa.UniqueConstraint("uid", name="uq_placement_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "time_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("placement", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("whole_month", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("reported_by", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["placement"], ["placement.id"], name="fk_time_entry_placement"),
        sa.PrimaryKeyConstraint("id", name="pk_time_entry"),
        sa.UniqueConstraint("uid", name="uq_time_entry_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("text_key", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("became_type", sa.String(), nullable=True),
        sa.Column("became_uid", sa.String(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slip"),
        sa.UniqueConstraint("uid", name="uq_slip_uid"),
        sqlite_autoincrement=True,
    )


def _add(table: str, *columns: sa.Column[Any]) -> None:
    """New columns: filled by a default, which then goes again, so that a later writer cannot forget them."""
    ids = op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).scalar()
    for column in columns:
        op.add_column(table, column)
    with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for column in columns:
            batch.alter_column(column.name, server_default=None)
    if ids is not None:  # an id that was deleted is not given again
        sequence = sa.text("UPDATE sqlite_sequence SET seq = max(seq, :ids) WHERE name = :name")
        if not op.get_bind().execute(sequence, {"ids": ids, "name": table}).rowcount:
            op.get_bind().execute(
                sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :ids)"), {"ids": ids, "name": table}
            )
