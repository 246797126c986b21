"""The receipt of a person: her consent records with the fields of ISO/IEC TS 27560, signed by this home.

Field names follow the standard's tables as W3C's DPV guide (consent-27560) lists them. What a home was not told
(who answers for it, where) is null and named under `not_filled`, never made up.
"""

from __future__ import annotations

import secrets
from typing import Any

from mentoring.records import Consent, Purpose
from mentoring.store.consent_rows import SCHEMA_VERSION, ConsentEvent, ConsentRecord
from mentoring.store.receipt import sign_document
from service.wiring import App

_PURPOSES: dict[Purpose, str] = {
    "store": "keep the redacted note of your sessions and make it findable for the programme's leads",
    "extract": "draw insights and action items, with the redacted words behind them, for your pair and the leads",
    "quote": "show your redacted words word for word above the programme and in exports",
    "attribute": "name you with what came of your sessions",
    "model": "send redacted text to a language model that does not run on this machine",
}
_PII = ("what was said and written in the session, redacted", "your name and role in the pair, sealed")
_CONTROLLER = "controller"


def consent_receipt(app: App, person_ref: str) -> dict[str, Any]:
    """All that the register holds of one person, oldest first."""
    records = app.store.consents.records(person_ref)
    known = {(one.consent.program, one.consent.pair, one.consent.role) for one in records}
    ended = [
        one
        for one in app.store.consents.current()
        if one.person_ref == person_ref and (one.program, one.pair, one.role) not in known
    ]
    document = {
        "receipt_id": secrets.token_hex(16),
        "schema_version": SCHEMA_VERSION,
        "issued": app.now().isoformat(),
        "pii_principal_id": person_ref,
        "records": [_record(one) for one in records],
        "sessions": app.store.sessions.of_person(person_ref),
        "ended": [_ended(one) for one in ended],
    }
    return sign_document(document, app.store.keys)


def _record(record: ConsentRecord) -> dict[str, Any]:
    processing, controller = _processing(record), _controller(record)
    return {
        "header": {
            "schema_version": record.schema_version,
            "record_id": record.record_id,
            "pii_principal_id": record.consent.person_ref,
        },
        "processing": processing,
        "parties": [controller],
        "events": [_event(one, record) for one in record.events],
        "scope": {"program": record.consent.program, "pair": record.consent.pair, "role": record.consent.role},
        "release": record.consent.release,
        "adds_to_earlier_records": record.supplements,
        "standing_purposes": sorted(record.consent.purposes) if record.consent.withdrawn is None else [],
        "not_filled": sorted(_empty(processing) + _empty(controller)),
    }


def _processing(record: ConsentRecord) -> dict[str, Any]:
    terms, pair = record.terms, record.consent.pair
    days = f"{terms.retention_days} days" if terms.retention_days else "a set number of days"
    return {
        "privacy_notice": {
            "version": record.consent.notice, "uri": terms.notice_uri, "sha256": terms.notice_sha256,
        },
        "language": terms.language,
        "purposes": [
            {"purpose": one, "description": _PURPOSES[one], "lawful_basis": "consent"} for one in sorted(record.asked)
        ],
        "pii_information": [{"pii_type": one} for one in _PII],
        "pii_controllers": [_CONTROLLER],
        "collection_method": f"notes that one of the two in pair {pair} wrote, handed in by the programme's lead",
        "processing_method": "redaction, then extraction; every statement points at its words",
        "storage_locations": ["the computer on which the programme runs Upwell"],
        "retention_period": f"originals, sealed: {days}; what was made of them: until the consent ends",
        "jurisdiction": terms.jurisdiction,
        "recipient_third_parties": ["the language model's operator"] if "model" in record.asked else [],
        "withdrawal_method": "upwell consent withdraw, with the options of upwell consent grant",
        "privacy_rights": ["withdraw", "access (this receipt)", "erasure, with a signed receipt"],
    }  # fmt: skip


def _controller(record: ConsentRecord) -> dict[str, Any]:
    terms = record.terms
    return {
        "party_id": _CONTROLLER, "party_name": terms.controller, "party_address": terms.address,
        "party_contact": terms.contact, "party_role": "PII controller", "party_type": "organisation",
    }  # fmt: skip


def _event(event: ConsentEvent, record: ConsentRecord) -> dict[str, Any]:
    return {
        "event_time": event.at,
        "effective": event.effective.isoformat() if event.effective else None,
        "validity_duration": event.until.isoformat() if event.until else "until withdrawn",
        "entity_id": record.consent.person_ref if event.entity == "subject" else event.entity,
        "event_type": "explicit consent",
        "event_state": event.state,
        "purposes": sorted(event.purposes if event.purposes is not None else record.asked),
    }


def _ended(consent: Consent) -> dict[str, Any]:
    """All that is left of a consent whose key was destroyed."""
    over = consent.withdrawn or consent.expires
    return {
        "program": consent.program, "pair": consent.pair, "role": consent.role,
        "event_state": "withdrawn" if consent.withdrawn else "expired",
        "effective": over.isoformat() if over else None,
    }  # fmt: skip


def _empty(section: dict[str, Any]) -> list[str]:
    """Names of the fields without a value, one level deep."""
    inner = [f"{name}.{key}" for name, value in section.items() if isinstance(value, dict) for key in _empty(value)]
    return [name for name, value in section.items() if value is None] + inner
