"""The list of guards."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """`guard` stands once in `file`; with `without` in its place, `missed_by` fails."""

    law: str
    file: str
    guard: str
    without: str
    missed_by: str


_SALES = "domain_api/sales"
_SQL = "domain_api/adapters/sql"
_TESTS = "tests/domain_api/sales"
_CRM = "domain_api/crm"
_CRM_TESTS = "tests/domain_api/crm"

GUARDS: tuple[Guard, ...] = (
    Guard(
        "Only a person decides.",
        f"{_SALES}/approvals/service.py",
        "if actor.kind is not ActorKind.HUMAN:",
        "if False:",
        f"{_TESTS}/test_approvals.py::test_an_agent_never_decides",
    ),
    Guard(
        "A person decides only with the right to.",
        f"{_SALES}/approvals/service.py",
        "        actor.require(Scope.APPROVALS_DECIDE)\n",
        "",
        f"{_TESTS}/test_approvals.py::test_a_person_without_the_right_does_not_decide",
    ),
    Guard(
        "A decision needs a fresh session.",
        f"{_SALES}/approvals/service.py",
        "self._wall_clock.now() - signed_in > FRESH_FOR",
        "False",
        f"{_TESTS}/test_approvals.py::test_an_old_session_does_not_decide",
    ),
    Guard(
        "Four eyes: who asked does not decide.",
        f"{_SALES}/approvals/service.py",
        "organization.four_eyes and approval.requested_by_user == actor.user_id",
        "False",
        f"{_TESTS}/test_approvals.py::test_with_four_eyes_who_asked_does_not_decide",
    ),
    Guard(
        "A decision is about the digest that was shown.",
        f"{_SALES}/approvals/service.py",
        "command.digest != approval.digest",
        "False",
        f"{_TESTS}/test_approvals.py::test_a_decision_about_another_digest_is_refused",
    ),
    Guard(
        "Nobody says yes to bytes that changed while they read.",
        f"{_SALES}/approvals/service.py",
        "if now != version.channels:",
        "if False:",
        f"{_TESTS}/test_approvals.py::test_an_asset_changed_while_a_person_decides_is_not_approved",
    ),
    Guard(
        "An approval is decided in its time.",
        f"{_SALES}/approvals/service.py",
        "if self._clock.now() >= approval.expires_at:",
        "if False:",
        f"{_TESTS}/test_approvals.py::test_an_approval_not_decided_in_time_expires",
    ),
    Guard(
        "A decision is made once.",
        f"{_SQL}/sales/plans.py",
        "                _APPROVAL.status == ApprovalStatus.PENDING,\n"
        "            )\n"
        "            .values(status=status, decided_by=by",
        "            )\n            .values(status=status, decided_by=by",
        f"{_TESTS}/test_approvals.py::test_of_two_who_decide_at_once_one_does",
    ),
    Guard(
        "A suspended organization decides nothing.",
        f"{_SALES}/approvals/service.py",
        "if organization.suspended:",
        "if False:",
        f"{_TESTS}/test_approvals.py::test_a_suspended_organization_neither_decides_nor_launches",
    ),
    Guard(
        "An edit takes the approval away.",
        f"{_SALES}/plans/service.py",
        "        unit.approvals.overtake(tenant, old.plan_id, old.version, self._clock.now())\n",
        "",
        f"{_TESTS}/test_approvals.py::test_an_edit_overtakes_what_was_asked_and_granted",
    ),
    Guard(
        "An edit revokes the mandate.",
        f"{_SALES}/plans/service.py",
        "        unit.mandates.revoke(tenant, old.plan_id, old.version, self._clock.now())\n",
        "",
        f"{_TESTS}/test_approvals.py::test_an_edit_overtakes_what_was_asked_and_granted",
    ),
    Guard(
        "A launched plan is not edited.",
        f"{_SALES}/plans/service.py",
        "if launch and launch.state not in UNPAID:",
        "if False:",
        f"{_TESTS}/test_approvals.py::test_a_launched_plan_is_not_revised",
    ),
    Guard(
        "What is launched is rendered anew and must be what was approved.",
        f"{_SALES}/launches/service.py",
        "now != version.channels or approval.digest != version.digest",
        "False",
        f"{_TESTS}/test_approvals.py::test_an_asset_changed_after_the_approval_stops_the_launch",
    ),
    Guard(
        "Blocked material is not published.",
        f"{_SALES}/plans/rendering.py",
        "if asset.blocked_by:",
        "if False:",
        f"{_TESTS}/test_approvals.py::test_an_asset_blocked_after_the_approval_stops_the_launch",
    ),
    Guard(
        "A flight that is over is not launched.",
        f"{_SALES}/launches/service.py",
        "if self._clock.now() >= version.terms.ends_at:",
        "if False:",
        f"{_TESTS}/test_approvals.py::test_a_flight_that_is_over_is_not_launched",
    ),
    Guard(
        "A suspended organization launches nothing.",
        f"{_SALES}/launches/service.py",
        "if self._organizations.get(actor).suspended:",
        "if False:",
        f"{_TESTS}/test_approvals.py::test_a_suspended_organization_neither_decides_nor_launches",
    ),
    Guard(
        "A launch reads the plan of its own organization only.",
        f"{_SQL}/sales/plans.py",
        "_PLAN.organization_id == organization_id, _PLAN.plan_id == plan_id",
        "_PLAN.plan_id == plan_id",
        f"{_TESTS}/test_approvals.py::test_another_organization_sees_nothing",
    ),
    Guard(
        "A mandate holds no more than its ceiling.",
        f"{_SQL}/sales/money.py",
        "            _MANDATE.held + _MANDATE.captured + minor_units <= _MANDATE.ceiling,\n",
        "",
        f"{_TESTS}/test_money_laws.py::test_a_mandate_holds_only_what_is_left_of_it",
    ),
    Guard(
        "The database itself refuses a mandate beyond its ceiling.",
        f"{_SQL}/sales/tables.py",
        'CheckConstraint("held + captured <= ceiling"',
        'CheckConstraint("1 = 1"',
        f"{_TESTS}/test_money_laws.py::test_the_database_refuses_a_mandate_beyond_its_ceiling",
    ),
    Guard(
        "A mandate ends with its time.",
        f"{_SQL}/sales/money.py",
        "            _MANDATE.expires_at > at,\n",
        "",
        f"{_TESTS}/test_money_laws.py::test_a_mandate_holds_nothing_after_its_time",
    ),
    Guard(
        "Caps fit the budget.",
        f"{_SALES}/plans/rules.py",
        "if rest < len(without):",
        "if False:",
        f"{_TESTS}/test_money_laws.py::test_caps_that_do_not_fit_the_budget_are_refused",
    ),
    Guard(
        "The ledger is append only in the database.",
        f"{_SQL}/sales/tables.py",
        "append_only(postings)\n",
        "",
        f"{_TESTS}/test_money_laws.py::test_the_ledger_is_append_only_in_the_database",
    ),
    Guard(
        "A posting balances.",
        f"{_SALES}/ledger/entity.py",
        "sum(amount for _, amount in self.lines) != 0",
        "False",
        f"{_TESTS}/test_money_laws.py::test_a_posting_that_does_not_balance_cannot_be_made",
    ),
    Guard(
        "One payment a launch, by constraint.",
        f"{_SQL}/sales/tables.py",
        '    UniqueConstraint("launch_id", name="uq_PSPayments_launch"),\n',
        "",
        f"{_TESTS}/test_money_laws.py::test_a_payment_of_a_launch_is_one_by_constraint",
    ),
    Guard(
        "A charge is asked again with the same key.",
        f"{_SALES}/payments/charging.py",
        "idempotency_key=launch.launch_id,",
        "idempotency_key=launch.launch_id + str(self.clock.now().timestamp()),",
        f"{_TESTS}/test_launch_path.py::test_a_gateway_that_charges_and_times_out_has_charged_once",
    ),
    Guard(
        "A refund's amount is decided once.",
        f"{_SALES}/launches/settlement.py",
        "if launch.spent is not None:",
        "if False:",
        f"{_TESTS}/test_launch_path.py"
        "::test_a_refund_asked_again_is_the_same_refund_though_reports_came_between",
    ),
    Guard(
        "Unknown spend is the whole cap.",
        f"{_SALES}/launches/settlement.py",
        "reported.currency != launch.amount.currency:\n        return part.cap",
        "reported.currency != launch.amount.currency:\n        return 0",
        f"{_TESTS}/test_launch_path.py::test_a_network_that_never_reported_has_spent_its_whole_cap",
    ),
    Guard(
        "A decline gives the hold back.",
        f"{_SALES}/payments/charging.py",
        "    release_hold(unit, launch, MandateStatus.CLOSED, now)\n",
        "",
        f"{_TESTS}/test_launch_path.py::test_a_decline_releases_and_publishes_nothing",
    ),
    Guard(
        "A paused launch takes no step.",
        f"{_SALES}/launches/brakes.py",
        "return launch.paused or launch.ending or self.organizations.get(actor).suspended",
        "return launch.ending or self.organizations.get(actor).suspended",
        f"{_TESTS}/test_launch_path.py::test_a_paused_campaign_sends_nothing_until_it_is_resumed",
    ),
    Guard(
        "A suspended organization's launches take no step.",
        f"{_SALES}/launches/brakes.py",
        "return launch.paused or launch.ending or self.organizations.get(actor).suspended",
        "return launch.paused or launch.ending",
        f"{_TESTS}/test_stops.py::test_the_kill_switch_stops_everything_until_it_is_restored",
    ),
    Guard(
        "A pause reaches a dispatch in its middle.",
        f"{_SALES}/launches/service.py",
        '            unit.outbox.add(step_job(changed, "launch.hold", self._clock.now()))\n'
        "        self._brake(changed)\n",
        '            unit.outbox.add(step_job(changed, "launch.hold", self._clock.now()))\n',
        f"{_TESTS}/test_stops.py::test_a_pause_in_mid_dispatch_stops_the_rest_until_it_is_resumed",
    ),
    Guard(
        "What a person paused, no agent resumes.",
        f"{_SALES}/launches/service.py",
        'actor.kind is not ActorKind.HUMAN and str(launch.paused_by).startswith("human:")',
        "False",
        f"{_TESTS}/test_stops.py::test_what_a_person_paused_no_agent_resumes",
    ),
    Guard(
        "CRM sends only the approved bytes.",
        "domain_api/crm/messages/dispatch.py",
        "        order.payload.require(order.payload_digest)\n",
        "",
        "tests/domain_api/crm/test_dispatch.py",
    ),
    Guard(
        "Ads places only the approved bytes.",
        "domain_api/ads/campaigns/service.py",
        "        order.payload.require(order.payload_digest)\n",
        "",
        "tests/domain_api/ads/test_placing.py",
    ),
    Guard(
        "The consent ledger is append only in the database.",
        f"{_SQL}/crm/tables.py",
        "append_only(consents)\n",
        "",
        "tests/domain_api/crm/test_consents.py"
        "::test_the_consent_ledger_is_append_only_in_the_database",
    ),
    Guard(
        "An agent's token never holds a right that is a person's.",
        f"{_SALES}/organizations/sessions.py",
        "allowed = (ROLE_SCOPES[user.role] & actor.scopes) - HUMAN_ONLY",
        "allowed = ROLE_SCOPES[user.role] & actor.scopes",
        "tests/domain_api/sales/organizations/test_sessions.py",
    ),
    Guard(
        "MCP servers take agents only.",
        "mcp_servers/deps.py",
        "if actor.kind is not ActorKind.AGENT:",
        "if False:",
        "tests/mcp_servers/test_http.py",
    ),
    Guard(
        "A tool that the token may not use is not callable.",
        "tools/execution.py",
        "            actor.require(right)\n",
        "            pass\n",
        "tests/tools/test_execution.py",
    ),
    Guard(
        "An end waits until no charge can be on its way.",
        f"{_SALES}/payments/charging.py",
        "CERTAIN_AFTER = timedelta(minutes=10)",
        "CERTAIN_AFTER = timedelta(0)",
        f"{_TESTS}/test_brakes.py::test_an_end_asks_for_no_charge",
    ),
    Guard(
        "An end asks for no charge.",
        f"{_SALES}/launches/saga.py",
        "        match self._charging.outcome(launch, stopped_at):\n",
        "        self._charging.charge(launch)\n"
        "        match self._charging.outcome(launch, stopped_at):\n",
        f"{_TESTS}/test_brakes.py::test_an_end_asks_for_no_charge",
    ),
    Guard(
        "What a gateway announces is not believed: its books are.",
        f"{_SALES}/payments/charging.py",
        "if charge.amount == payment.amount\n        ]",
        "if charge\n        ]",
        f"{_TESTS}/test_payment_notices.py::test_a_charge_of_another_amount_is_not_taken_for_ours",
    ),
    Guard(
        "A pause carried out late does not hold what was resumed.",
        f"{_SALES}/launches/brakes.py",
        "                carried = standing\n",
        "                return not standing.stopped\n",
        f"{_TESTS}/test_brakes.py",
    ),
    Guard(
        "A step that went past a pause is called back.",
        f"{_SALES}/launches/saga.py",
        "            self._brakes.follow(organization_id, launch_id)\n        else:",
        "            pass\n        else:",
        f"{_TESTS}/test_brakes.py::test_a_pause_that_meets_the_activation_pauses_ads_too",
    ),
    Guard(
        "A reservation after the end is cancelled too.",
        f"{_SALES}/launches/saga.py",
        "            self._close(actor, launch)  # a reservation",
        "            pass  # a reservation",
        f"{_TESTS}/test_brakes.py::test_a_reservation_that_comes_in_after_the_end_is_cancelled_too",
    ),
    Guard(
        "An ad stops at its budget.",
        "domain_api/ads/reactions/gate.py",
        "    if ad.budget is not None and ad.budget <= spend:",
        "    if ad.budget is None:",
        "tests/domain_api/ads/test_overspend.py"
        "::test_an_ad_runs_until_its_spend_reaches_its_budget",
    ),
    Guard(
        "An ad whose report cannot be counted stops.",
        "domain_api/ads/reactions/gate.py",
        "    return SpendGate.UNKNOWN if refused else SpendGate.OPEN",
        "    return SpendGate.OPEN",
        "tests/domain_api/ads/test_overspend.py",
    ),
    Guard(
        "An ad whose network is silent stops.",
        "domain_api/ads/reactions/gate.py",
        "SILENCE = timedelta(hours=24)",
        "SILENCE = timedelta(hours=2400)",
        "tests/domain_api/ads/test_silence.py::test_an_ad_that_never_reports_runs_for_a_day",
    ),
    Guard(
        "A closed gate stays closed when its campaign is resumed.",
        "domain_api/ads/campaigns/placing.py",
        "elif state is CampaignState.PAUSED or gate is not SpendGate.OPEN:",
        "elif state is CampaignState.PAUSED:",
        "tests/domain_api/ads/test_overspend.py::test_no_resume_wakes_an_exhausted_ad",
    ),
    Guard(
        "Nobody's phone rings at night.",
        "domain_api/crm/messages/sending.py",
        "rests = brake is Brake.HELD or (brake is Brake.OFF and self._is_quiet())",
        "rests = brake is Brake.HELD",
        "tests/domain_api/crm/test_quiet_hours.py",
    ),
    Guard(
        "An idempotency key is its organization's.",
        f"{_SQL}/idempotency.py",
        'derived_id("idk", organization_id, operation, key)',
        'derived_id("idk", operation, key)',
        "tests/domain_api/http/test_idempotency_store.py",
    ),
    Guard(
        "What may have been done is not done again for the same key.",
        "domain_api/adapters/sql/idempotency.py",
        "    if known.leased_until > now:\n        raise _in_flight()\n    raise",
        '    if known.leased_until > now:\n        raise _in_flight()\n    return ""\n    raise',
        "tests/domain_api/http/test_idempotency_store.py"
        "::test_of_a_silent_claim_nobody_knows_the_outcome",
    ),
    Guard(
        "Only a refusal of ours gives a key back.",
        "domain_api/kernel/idempotency.py",
        "except DomainError",
        "except Exception",
        "tests/domain_api/kernel/test_idempotency.py"
        "::test_what_broke_may_have_been_done_and_is_not_done_again",
    ),
    Guard(
        "No consent, no message: it is asked again in the transaction that claims it.",
        f"{_CRM}/messages/sending.py",
        "return None if standing.open_to(receiver, channel) else LeftOut.CONSENT_WITHDRAWN",
        "return None",
        f"{_CRM_TESTS}/test_dispatch.py",
    ),
    Guard(
        "A withdrawal of either of two who were merged counts for both.",
        f"{_CRM}/consents/standing.py",
        "allowed = allowed_channels(own, others)",
        "allowed = allowed_channels(own)",
        f"{_CRM_TESTS}/test_merged_consent.py"
        "::test_a_withdrawal_of_either_before_the_merge_counts_for_both",
    ),
    Guard(
        "What is said while two are one stays said for each of them.",
        f"{_CRM}/consents/standing.py",
        "    for member in family.members:\n        unit.consents.append(",
        "    for member in family.members[:1]:\n        unit.consents.append(",
        f"{_CRM_TESTS}/test_merged_consent.py"
        "::test_a_withdrawal_while_they_are_one_stays_for_both_after_the_undo",
    ),
    Guard(
        "Who becomes one person while a campaign is sent gets it once.",
        f"{_CRM}/messages/sending.py",
        "        if others and unit.messages.may_have_reached(",
        "        if False and unit.messages.may_have_reached(",
        f"{_CRM_TESTS}/test_merged_consent.py::test_who_becomes_one_while_messages_wait_gets_one",
    ),
    Guard(
        "A grant opens nothing that was closed after it was given.",
        f"{_CRM}/consents/model.py",
        "withdrawn is None or entry.at >= withdrawn",
        "True",
        f"{_CRM_TESTS}/test_imports.py"
        "::test_a_grant_that_is_older_than_a_withdrawal_opens_nothing_and_is_kept",
    ),
    Guard(
        "A grant is for an address that is there.",
        f"{_CRM}/consents/standing.py",
        "        if address_of(member, channel) is not None:\n            return member\n",
        "        return member\n",
        f"{_CRM_TESTS}/test_consents.py"
        "::test_consent_without_an_address_is_refused_and_opens_none_that_turns_up_later",
    ),
    Guard(
        "What a reader says again on a public page is not passed over for ever.",
        f"{_CRM}/consents/service.py",
        "word.action is ConsentAction.WITHDRAW and latest_day_at(word.at) == latest_day_at(now)",
        "word.action is ConsentAction.WITHDRAW",
        f"{_CRM_TESTS}/test_imports.py"
        "::test_what_was_said_again_on_a_public_page_is_later_than_a_grant_in_between",
    ),
    Guard(
        "A column that nobody knows may be a withdrawal, and stops the import.",
        f"{_CRM}/imports/reading.py",
        "    if unknown:\n",
        "    if False:\n",
        f"{_CRM_TESTS}/test_imports.py::test_a_file_that_cannot_be_read_is_refused_whole",
    ),
)
