"""Everything that the first release keeps."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table('feed',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_at', columns.UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feed')),
    sa.UniqueConstraint('kind', 'subject_id', name=op.f('uq_feed_kind')),
    sa.UniqueConstraint('slug', name=op.f('uq_feed_slug')),
    sqlite_strict=True
    )
    op.create_table('heartbeat',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('at', columns.UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_heartbeat')),
    sqlite_strict=True
    )
    op.create_table('history',
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('at', columns.UtcDateTime(), nullable=False),
    sa.Column('due_at', columns.UtcDateTime(), nullable=True),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Text(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('before', columns.Json(), nullable=True),
    sa.Column('after', columns.Json(), nullable=True),
    sa.Column('seal', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_history')),
    sa.UniqueConstraint('seal', name=op.f('uq_history_seal')),
    sqlite_strict=True
    )
    op.create_index('ix_history_subject', 'history', ['subject', 'subject_id'], unique=False)
    op.create_table('holiday',
    sa.Column('date', columns.Day(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.CheckConstraint("kind IN ('working', 'weekend', 'holiday', 'in_lieu', 'swapped_working')", name=op.f('ck_holiday_kind_known')),
    sa.PrimaryKeyConstraint('date', name=op.f('pk_holiday')),
    sqlite_strict=True
    )
    op.create_table('idempotent_answer',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('body_hash', sa.Text(), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('answer', sa.LargeBinary(), nullable=False),
    sa.Column('at', columns.UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_idempotent_answer')),
    sqlite_strict=True
    )
    op.create_table('job_run',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('taken_at', columns.UtcDateTime(), nullable=False),
    sa.Column('leased_until', columns.UtcDateTime(), nullable=False),
    sa.Column('done_at', columns.UtcDateTime(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('name', 'period', name=op.f('pk_job_run')),
    sqlite_strict=True
    )
    op.create_table('month',
    sa.Column('month', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('released', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('month', name=op.f('pk_month')),
    sqlite_strict=True
    )
    op.create_table('office',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('profile', columns.Json(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_office')),
    sqlite_strict=True
    )
    op.create_table('outbox',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dedupe_key', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('to', sa.Text(), nullable=False),
    sa.Column('facts', columns.Json(), nullable=False),
    sa.Column('slot_uid', sa.Text(), nullable=True),
    sa.Column('slot_generation', sa.Integer(), nullable=True),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.Column('not_before', columns.UtcDateTime(), nullable=False),
    sa.Column('leased_until', columns.UtcDateTime(), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('done_at', columns.UtcDateTime(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    sa.UniqueConstraint('dedupe_key', name=op.f('uq_outbox_dedupe_key')),
    sqlite_strict=True
    )
    op.create_index('ix_outbox_waiting', 'outbox', ['done_at', 'not_before'], unique=False)
    op.create_table('outlet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('slug', sa.Text(), nullable=False),
    sa.Column('contact_name', sa.Text(), nullable=False),
    sa.Column('contact_email', sa.Text(), nullable=False),
    sa.Column('contact_phone', sa.Text(), nullable=False),
    sa.Column('silence_policy', sa.Text(), nullable=False),
    sa.Column('grace_s', sa.Integer(), nullable=False),
    sa.Column('speech_rate', sa.Integer(), nullable=False),
    sa.Column('daily_limit_spots', sa.Integer(), nullable=True),
    sa.Column('broadcast_day_start_minute', sa.Integer(), nullable=False),
    sa.Column('sample', columns.YesNo(), nullable=False),
    sa.Column('order', sa.Integer(), nullable=False),
    sa.CheckConstraint("silence_policy IN ('wait', 'presume_aired', 'presume_missed')", name=op.f('ck_outlet_silence_policy_known')),
    sa.CheckConstraint('grace_s >= 0', name=op.f('ck_outlet_grace_not_negative')),
    sa.CheckConstraint('speech_rate BETWEEN 100 AND 270', name=op.f('ck_outlet_speech_rate_speakable')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outlet')),
    sa.UniqueConstraint('slug', name=op.f('uq_outlet_slug')),
    sqlite_strict=True
    )
    op.create_table('plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('source_text', sa.Text(), nullable=False),
    sa.Column('draft', columns.Json(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('symbol', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('issuing_body', sa.Text(), nullable=False),
    sa.Column('signed_on', columns.Day(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('sample', columns.YesNo(), nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.Column('adopted_at', columns.UtcDateTime(), nullable=True),
    sa.CheckConstraint("state IN ('draft', 'adopted')", name=op.f('ck_plan_state_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan')),
    sqlite_strict=True
    )
    op.create_table('rate_count',
    sa.Column('bucket', sa.Text(), nullable=False),
    sa.Column('stretch', sa.Integer(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('bucket', 'stretch', name=op.f('pk_rate_count')),
    sqlite_strict=True
    )
    op.create_table('reminder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Text(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('due_at', columns.UtcDateTime(), nullable=False),
    sa.Column('next_at', columns.UtcDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder')),
    sa.UniqueConstraint('kind', 'subject_id', 'generation', name=op.f('uq_reminder_kind')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_reminder_next_at'), 'reminder', ['next_at'], unique=False)
    op.create_table('unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['unit.id'], name=op.f('fk_unit_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit')),
    sqlite_strict=True
    )
    op.create_table('campaign',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('starts_on', columns.Day(), nullable=False),
    sa.Column('ends_before', columns.Day(), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_campaign_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign')),
    sa.UniqueConstraint('plan_id', name=op.f('uq_campaign_plan_id')),
    sa.UniqueConstraint('slug', name=op.f('uq_campaign_slug')),
    sqlite_strict=True
    )
    op.create_table('channel',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('outlet_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('issue_weekdays', columns.Json(), nullable=True),
    sa.Column('order', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('television', 'radio', 'print', 'online_news', 'loudspeaker', 'portal')", name=op.f('ck_channel_kind_known')),
    sa.ForeignKeyConstraint(['outlet_id'], ['outlet.id'], name=op.f('fk_channel_outlet_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_channel')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_channel_outlet_id'), 'channel', ['outlet_id'], unique=False)
    op.create_table('edit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('month', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('at', columns.UtcDateTime(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('undoes', sa.Integer(), nullable=True),
    sa.Column('changes', columns.Json(), nullable=False),
    sa.ForeignKeyConstraint(['month'], ['month.month'], name=op.f('fk_edit_month')),
    sa.ForeignKeyConstraint(['undoes'], ['edit.id'], name=op.f('fk_edit_undoes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edit')),
    sqlite_strict=True
    )
    op.create_index('ix_edit_month_actor', 'edit', ['month', 'actor'], unique=False)
    op.create_table('feed_token',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('feed_id', sa.Integer(), nullable=False),
    sa.Column('nonce', sa.Text(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('holder', sa.Text(), nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.Column('revoked_at', columns.UtcDateTime(), nullable=True),
    sa.Column('fetched_at', columns.UtcDateTime(), nullable=True),
    sa.Column('fetched_revision', sa.Integer(), nullable=True),
    sa.Column('fetched_by', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['feed_id'], ['feed.id'], name=op.f('fk_feed_token_feed_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feed_token')),
    sa.UniqueConstraint('nonce', name=op.f('uq_feed_token_nonce')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_feed_token_token_hash')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_feed_token_feed_id'), 'feed_token', ['feed_id'], unique=False)
    op.create_table('obligation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('clause', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('order', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_obligation_plan_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_obligation_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_obligation')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_obligation_plan_id'), 'obligation', ['plan_id'], unique=False)
    op.create_index(op.f('ix_obligation_unit_id'), 'obligation', ['unit_id'], unique=False)
    op.create_table('outlet_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('outlet_id', sa.Integer(), nullable=False),
    sa.Column('nonce', sa.Text(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('holder', sa.Text(), nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.Column('expires_at', columns.UtcDateTime(), nullable=True),
    sa.Column('revoked_at', columns.UtcDateTime(), nullable=True),
    sa.Column('seen_at', columns.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['outlet_id'], ['outlet.id'], name=op.f('fk_outlet_link_outlet_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outlet_link')),
    sa.UniqueConstraint('nonce', name=op.f('uq_outlet_link_nonce')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_outlet_link_token_hash')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_outlet_link_outlet_id'), 'outlet_link', ['outlet_id'], unique=False)
    op.create_table('outlet_term',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('outlet_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('short_name', sa.Text(), nullable=False),
    sa.Column('valid_from', columns.Day(), nullable=False),
    sa.Column('valid_until', columns.Day(), nullable=True),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['merged_into_id'], ['outlet.id'], name=op.f('fk_outlet_term_merged_into_id')),
    sa.ForeignKeyConstraint(['outlet_id'], ['outlet.id'], name=op.f('fk_outlet_term_outlet_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outlet_term')),
    sa.UniqueConstraint('outlet_id', 'valid_from', name=op.f('uq_outlet_term_outlet_id')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_outlet_term_outlet_id'), 'outlet_term', ['outlet_id'], unique=False)
    op.create_table('release',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('month', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', columns.UtcDateTime(), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('snapshot', columns.Json(), nullable=False),
    sa.Column('changelog', columns.Json(), nullable=False),
    sa.Column('approved_by', sa.Text(), nullable=False),
    sa.Column('approved_at', columns.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['month'], ['month.month'], name=op.f('fk_release_month')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release')),
    sa.UniqueConstraint('month', 'number', name=op.f('uq_release_month')),
    sqlite_strict=True
    )
    op.create_table('report_deadline',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('named_date', columns.Day(), nullable=False),
    sa.Column('inclusive', columns.YesNo(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_report_deadline_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_deadline')),
    sa.UniqueConstraint('plan_id', 'named_date', name=op.f('uq_report_deadline_plan_id')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_report_deadline_plan_id'), 'report_deadline', ['plan_id'], unique=False)
    op.create_table('unit_term',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('valid_from', columns.Day(), nullable=False),
    sa.Column('valid_until', columns.Day(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_unit_term_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_term')),
    sa.UniqueConstraint('unit_id', 'valid_from', name=op.f('uq_unit_term_unit_id')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_unit_term_unit_id'), 'unit_term', ['unit_id'], unique=False)
    op.create_table('user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('outlet_id', sa.Integer(), nullable=True),
    sa.Column('password_hash', sa.Text(), nullable=False),
    sa.Column('locale', sa.Text(), nullable=True),
    sa.Column('single_keys', columns.YesNo(), nullable=False),
    sa.Column('active', columns.YesNo(), nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.CheckConstraint("role IN ('admin', 'officer', 'leader', 'viewer', 'outlet')", name=op.f('ck_user_role_known')),
    sa.ForeignKeyConstraint(['outlet_id'], ['outlet.id'], name=op.f('fk_user_outlet_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user')),
    sa.UniqueConstraint('email', name=op.f('uq_user_email')),
    sqlite_strict=True
    )
    op.create_table('api_token',
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.Column('revoked_at', columns.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_api_token_user_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_api_token')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_api_token_user_id'), 'api_token', ['user_id'], unique=False)
    op.create_table('budget',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('outlet_id', sa.Integer(), nullable=True),
    sa.Column('month', sa.Text(), nullable=True),
    sa.Column('amount_vnd', columns.Amount, nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.CheckConstraint('amount_vnd >= 0', name=op.f('ck_budget_amount_not_negative')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_budget_campaign_id')),
    sa.ForeignKeyConstraint(['outlet_id'], ['outlet.id'], name=op.f('fk_budget_outlet_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_budget')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_budget_campaign_id'), 'budget', ['campaign_id'], unique=False)
    op.create_table('deadline',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Text(), nullable=False),
    sa.Column('outlet_id', sa.Integer(), nullable=True),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('due_at', columns.UtcDateTime(), nullable=False),
    sa.Column('all_day', columns.YesNo(), nullable=False),
    sa.Column('done', columns.YesNo(), nullable=False),
    sa.Column('cancelled', columns.YesNo(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.Column('changed_at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_deadline_campaign_id')),
    sa.ForeignKeyConstraint(['outlet_id'], ['outlet.id'], name=op.f('fk_deadline_outlet_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deadline')),
    sa.UniqueConstraint('kind', 'subject_id', name=op.f('uq_deadline_kind')),
    sa.UniqueConstraint('uid', name=op.f('uq_deadline_uid')),
    sqlite_strict=True
    )
    op.create_table('programme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('sample', columns.YesNo(), nullable=False),
    sa.Column('order', sa.Integer(), nullable=False),
    sa.CheckConstraint("form IN ('news', 'article', 'feature', 'interview', 'talk', 'sketch', 'message', 'strand')", name=op.f('ck_programme_form_known')),
    sa.ForeignKeyConstraint(['channel_id'], ['channel.id'], name=op.f('fk_programme_channel_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_programme_channel_id'), 'programme', ['channel_id'], unique=False)
    op.create_table('sign_in',
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.Column('seen_at', columns.UtcDateTime(), nullable=False),
    sa.Column('ended_at', columns.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_sign_in_user_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sign_in')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_sign_in_user_id'), 'sign_in', ['user_id'], unique=False)
    op.create_table('theme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('letter', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('sensitive', columns.YesNo(), nullable=False),
    sa.Column('order', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_theme_campaign_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme')),
    sa.UniqueConstraint('campaign_id', 'letter', name=op.f('uq_theme_campaign_id')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_theme_campaign_id'), 'theme', ['campaign_id'], unique=False)
    op.create_table('programme_window',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('weekdays', columns.Json(), nullable=False),
    sa.Column('nth', columns.Json(), nullable=False),
    sa.Column('every_weeks', sa.Integer(), nullable=False),
    sa.Column('anchor', columns.Day(), nullable=True),
    sa.Column('start_minute', sa.Integer(), nullable=True),
    sa.Column('page', sa.Text(), nullable=False),
    sa.Column('length_s', sa.Integer(), nullable=False),
    sa.Column('size', sa.Text(), nullable=False),
    sa.Column('word_limit', sa.Integer(), nullable=True),
    sa.Column('capacity_spots', sa.Integer(), nullable=False),
    sa.Column('capacity_s', sa.Integer(), nullable=True),
    sa.Column('booking_lead_days', sa.Integer(), nullable=True),
    sa.Column('script_lead_days', sa.Integer(), nullable=True),
    sa.Column('material_lead_days', sa.Integer(), nullable=True),
    sa.Column('price_vnd', columns.Amount, nullable=True),
    sa.Column('price_source', sa.Text(), nullable=False),
    sa.Column('valid_from', columns.Day(), nullable=False),
    sa.Column('valid_until', columns.Day(), nullable=True),
    sa.Column('skips_holidays', columns.YesNo(), nullable=False),
    sa.Column('order', sa.Integer(), nullable=False),
    sa.CheckConstraint('capacity_spots >= 1', name=op.f('ck_programme_window_takes_something')),
    sa.CheckConstraint('every_weeks BETWEEN 1 AND 53', name=op.f('ck_programme_window_week_step_known')),
    sa.CheckConstraint('length_s BETWEEN 0 AND 86400', name=op.f('ck_programme_window_length_within_a_day')),
    sa.CheckConstraint('price_vnd IS NULL OR price_vnd >= 0', name=op.f('ck_programme_window_price_not_negative')),
    sa.CheckConstraint('start_minute IS NULL OR start_minute BETWEEN 0 AND 2879', name=op.f('ck_programme_window_starts_within_two_days')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_programme_window_programme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme_window')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_programme_window_programme_id'), 'programme_window', ['programme_id'], unique=False)
    op.create_table('cell_touch',
    sa.Column('month', sa.Text(), nullable=False),
    sa.Column('window_id', sa.Integer(), nullable=False),
    sa.Column('date', columns.Day(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['month'], ['month.month'], name=op.f('fk_cell_touch_month')),
    sa.ForeignKeyConstraint(['window_id'], ['programme_window.id'], name=op.f('fk_cell_touch_window_id')),
    sa.PrimaryKeyConstraint('month', 'window_id', 'date', name=op.f('pk_cell_touch')),
    sqlite_strict=True
    )
    op.create_index('ix_cell_touch_version', 'cell_touch', ['month', 'version'], unique=False)
    op.create_table('quota',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('outlet_id', sa.Integer(), nullable=False),
    sa.Column('window_id', sa.Integer(), nullable=True),
    sa.Column('theme_id', sa.Integer(), nullable=True),
    sa.Column('month', sa.Text(), nullable=True),
    sa.Column('spots', sa.Integer(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.CheckConstraint('spots >= 0', name=op.f('ck_quota_spots_not_negative')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_quota_campaign_id')),
    sa.ForeignKeyConstraint(['outlet_id'], ['outlet.id'], name=op.f('fk_quota_outlet_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_quota_theme_id')),
    sa.ForeignKeyConstraint(['window_id'], ['programme_window.id'], name=op.f('fk_quota_window_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quota')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_quota_campaign_id'), 'quota', ['campaign_id'], unique=False)
    op.create_table('slot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('month', sa.Text(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('window_id', sa.Integer(), nullable=False),
    sa.Column('outlet_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('date', columns.Day(), nullable=False),
    sa.Column('start_minute', sa.Integer(), nullable=True),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('starts_at', columns.UtcDateTime(), nullable=False),
    sa.Column('ends_at', columns.UtcDateTime(), nullable=False),
    sa.Column('duration_s', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('resolution', sa.Text(), nullable=True),
    sa.Column('next_at', columns.UtcDateTime(), nullable=True),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.Column('changed_at', columns.UtcDateTime(), nullable=False),
    sa.Column('sent_at', columns.UtcDateTime(), nullable=True),
    sa.Column('confirmed_at', columns.UtcDateTime(), nullable=True),
    sa.Column('confirmed_by', sa.Text(), nullable=False),
    sa.Column('agreed', columns.Json(), nullable=True),
    sa.Column('actual_starts_at', columns.UtcDateTime(), nullable=True),
    sa.Column('actual_duration_s', sa.Integer(), nullable=True),
    sa.Column('miss_reason', sa.Text(), nullable=False),
    sa.Column('cost_vnd', columns.Amount, nullable=True),
    sa.Column('makegood_of', sa.Text(), nullable=True),
    sa.Column('repeat_of', sa.Text(), nullable=True),
    sa.Column('sensitive', columns.YesNo(), nullable=False),
    sa.Column('signed_off_by', columns.Json(), nullable=False),
    sa.Column('brief', columns.Json(), nullable=False),
    sa.Column('brief_number', sa.Integer(), nullable=True),
    sa.Column('last_change', sa.Text(), nullable=False),
    sa.CheckConstraint("evidence IN ('none', 'presumed', 'attested', 'as_run', 'tearsheet')", name=op.f('ck_slot_evidence_known')),
    sa.CheckConstraint("resolution IN ('unresolved', 'made_good', 'credited', 'waived')", name=op.f('ck_slot_resolution_known')),
    sa.CheckConstraint("state IN ('planned', 'confirmed', 'on_air', 'aired', 'missed', 'cancelled')", name=op.f('ck_slot_state_known')),
    sa.CheckConstraint('duration_s >= 0', name=op.f('ck_slot_duration_not_negative')),
    sa.CheckConstraint('starts_at < ends_at', name=op.f('ck_slot_runs_forward')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_slot_campaign_id')),
    sa.ForeignKeyConstraint(['month'], ['month.month'], name=op.f('fk_slot_month')),
    sa.ForeignKeyConstraint(['outlet_id'], ['outlet.id'], name=op.f('fk_slot_outlet_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_slot_theme_id')),
    sa.ForeignKeyConstraint(['window_id'], ['programme_window.id'], name=op.f('fk_slot_window_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_slot')),
    sa.UniqueConstraint('uid', name=op.f('uq_slot_uid')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_slot_campaign_id'), 'slot', ['campaign_id'], unique=False)
    op.create_index('ix_slot_month_outlet', 'slot', ['month', 'outlet_id'], unique=False)
    op.create_index(op.f('ix_slot_next_at'), 'slot', ['next_at'], unique=False)
    op.create_index('one_live_slot_per_place', 'slot', ['window_id', 'date', 'place'], unique=True, sqlite_where=sa.text("state NOT IN ('cancelled', 'missed')"), postgresql_where=sa.text("state NOT IN ('cancelled', 'missed')"))
    op.create_table('window_exception',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('window_id', sa.Integer(), nullable=False),
    sa.Column('date', columns.Day(), nullable=False),
    sa.Column('runs', columns.YesNo(), nullable=False),
    sa.Column('start_minute', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['window_id'], ['programme_window.id'], name=op.f('fk_window_exception_window_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_window_exception')),
    sa.UniqueConstraint('window_id', 'date', name=op.f('uq_window_exception_window_id')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_window_exception_window_id'), 'window_exception', ['window_id'], unique=False)
    op.create_table('feed_item',
    sa.Column('feed_id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Text(), nullable=False),
    sa.Column('slot_id', sa.Integer(), nullable=True),
    sa.Column('starts_at', columns.UtcDateTime(), nullable=False),
    sa.Column('leaves_at', columns.UtcDateTime(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('block', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['feed_id'], ['feed.id'], name=op.f('fk_feed_item_feed_id')),
    sa.ForeignKeyConstraint(['slot_id'], ['slot.id'], name=op.f('fk_feed_item_slot_id')),
    sa.PrimaryKeyConstraint('feed_id', 'uid', name=op.f('pk_feed_item')),
    sqlite_strict=True
    )
    op.create_index('ix_feed_item_order', 'feed_item', ['feed_id', 'starts_at', 'uid'], unique=False)
    op.create_index(op.f('ix_feed_item_slot_id'), 'feed_item', ['slot_id'], unique=False)
    op.create_table('offer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slot_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('made_at', columns.UtcDateTime(), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('window_id', sa.Integer(), nullable=True),
    sa.Column('date', columns.Day(), nullable=True),
    sa.Column('start_minute', sa.Integer(), nullable=True),
    sa.Column('starts_at', columns.UtcDateTime(), nullable=True),
    sa.Column('settled_at', columns.UtcDateTime(), nullable=True),
    sa.Column('settled_by', sa.Text(), nullable=False),
    sa.CheckConstraint("reason IN ('clash', 'live', 'no_material', 'other')", name=op.f('ck_offer_reason_known')),
    sa.CheckConstraint("state IN ('open', 'accepted', 'refused', 'withdrawn')", name=op.f('ck_offer_state_known')),
    sa.ForeignKeyConstraint(['slot_id'], ['slot.id'], name=op.f('fk_offer_slot_id')),
    sa.ForeignKeyConstraint(['window_id'], ['programme_window.id'], name=op.f('fk_offer_window_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offer')),
    sqlite_strict=True
    )
    op.create_index(op.f('ix_offer_slot_id'), 'offer', ['slot_id'], unique=False)
    op.create_table('transition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slot_id', sa.Integer(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('to_state', sa.Text(), nullable=False),
    sa.Column('due_at', columns.UtcDateTime(), nullable=False),
    sa.Column('recorded_at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['slot_id'], ['slot.id'], name=op.f('fk_transition_slot_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transition')),
    sa.UniqueConstraint('slot_id', 'generation', 'to_state', name=op.f('uq_transition_slot_id')),
    sqlite_strict=True
    )


def downgrade() -> None:
    """Down."""
    op.drop_table('transition')
    op.drop_index(op.f('ix_offer_slot_id'), table_name='offer')
    op.drop_table('offer')
    op.drop_index(op.f('ix_feed_item_slot_id'), table_name='feed_item')
    op.drop_index('ix_feed_item_order', table_name='feed_item')
    op.drop_table('feed_item')
    op.drop_index(op.f('ix_window_exception_window_id'), table_name='window_exception')
    op.drop_table('window_exception')
    op.drop_index('one_live_slot_per_place', table_name='slot', sqlite_where=sa.text("state NOT IN ('cancelled', 'missed')"), postgresql_where=sa.text("state NOT IN ('cancelled', 'missed')"))
    op.drop_index(op.f('ix_slot_next_at'), table_name='slot')
    op.drop_index('ix_slot_month_outlet', table_name='slot')
    op.drop_index(op.f('ix_slot_campaign_id'), table_name='slot')
    op.drop_table('slot')
    op.drop_index(op.f('ix_quota_campaign_id'), table_name='quota')
    op.drop_table('quota')
    op.drop_index('ix_cell_touch_version', table_name='cell_touch')
    op.drop_table('cell_touch')
    op.drop_index(op.f('ix_programme_window_programme_id'), table_name='programme_window')
    op.drop_table('programme_window')
    op.drop_index(op.f('ix_theme_campaign_id'), table_name='theme')
    op.drop_table('theme')
    op.drop_index(op.f('ix_sign_in_user_id'), table_name='sign_in')
    op.drop_table('sign_in')
    op.drop_index(op.f('ix_programme_channel_id'), table_name='programme')
    op.drop_table('programme')
    op.drop_table('deadline')
    op.drop_index(op.f('ix_budget_campaign_id'), table_name='budget')
    op.drop_table('budget')
    op.drop_index(op.f('ix_api_token_user_id'), table_name='api_token')
    op.drop_table('api_token')
    op.drop_table('user')
    op.drop_index(op.f('ix_unit_term_unit_id'), table_name='unit_term')
    op.drop_table('unit_term')
    op.drop_index(op.f('ix_report_deadline_plan_id'), table_name='report_deadline')
    op.drop_table('report_deadline')
    op.drop_table('release')
    op.drop_index(op.f('ix_outlet_term_outlet_id'), table_name='outlet_term')
    op.drop_table('outlet_term')
    op.drop_index(op.f('ix_outlet_link_outlet_id'), table_name='outlet_link')
    op.drop_table('outlet_link')
    op.drop_index(op.f('ix_obligation_unit_id'), table_name='obligation')
    op.drop_index(op.f('ix_obligation_plan_id'), table_name='obligation')
    op.drop_table('obligation')
    op.drop_index(op.f('ix_feed_token_feed_id'), table_name='feed_token')
    op.drop_table('feed_token')
    op.drop_index('ix_edit_month_actor', table_name='edit')
    op.drop_table('edit')
    op.drop_index(op.f('ix_channel_outlet_id'), table_name='channel')
    op.drop_table('channel')
    op.drop_table('campaign')
    op.drop_table('unit')
    op.drop_index(op.f('ix_reminder_next_at'), table_name='reminder')
    op.drop_table('reminder')
    op.drop_table('rate_count')
    op.drop_table('plan')
    op.drop_table('outlet')
    op.drop_index('ix_outbox_waiting', table_name='outbox')
    op.drop_table('outbox')
    op.drop_table('office')
    op.drop_table('month')
    op.drop_table('job_run')
    op.drop_table('idempotent_answer')
    op.drop_table('holiday')
    op.drop_index('ix_history_subject', table_name='history')
    op.drop_table('history')
    op.drop_table('heartbeat')
    op.drop_table('feed')
