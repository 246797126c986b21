"""The sign-in page acts only when its button is pressed."""

from service.render import signin_html


def test_the_token_stands_in_a_form_and_nowhere_else():
    page = signin_html("tok-123")
    assert page.count("tok-123") == 1
    assert '<input type="hidden" name="token" value="tok-123">' in page
    assert "<script" not in page
    assert "http-equiv" not in page


def test_a_token_cannot_leave_its_attribute():
    assert '"><img' not in signin_html('"><img src=x>')
