"""Tags that would run without end, or make more than a document can hold; each by its kind."""

DOUBLED = "{% set n = namespace(x=START) %}{% for i in range(60) %}{% set n.x = NEXT %}{% endfor %}"


def doubled(start: str, following: str, end: str = "{{ n.x }}") -> str:
    return DOUBLED.replace("START", start).replace("NEXT", following) + end


RUNAWAYS = {
    "nested loops": "{% for a in range(99999) %}{% for b in range(99999) %}{{ b }}"
    "{% endfor %}{% endfor %}",
    "printed texts": "{% for a in range(99999) %}{{ long }}{% endfor %}",
    "printed in a macro": "{% macro m() %}{% for a in range(99999) %}{{ long }}{% endfor %}"
    "{% endmacro %}{{ m() }}",
    "repeated text": "{{ 'x' * 9999999999 }}",
    "repeated list": "{{ ([0] * 9999999999)|length }}",
    "power": "{{ 9 ** (9 ** 9) }}",
    "squares": doubled("9", "n.x * n.x"),
    "sums of texts": doubled("'x'", "n.x + n.x"),
    "joined texts": doubled("'x'", "n.x ~ n.x"),
    "lists in lists": doubled("[]", "[n.x, n.x]", "{{ n.x|string }}"),
    "tuples in tuples": doubled("()", "(n.x, n.x)", "{{ n.x|string }}"),
    "groups in groups": doubled("{}", "{'a': n.x, 'b': n.x}", "{{ n.x|tojson }}"),
    "groups by function": doubled("0", "dict(a=n.x, b=n.x)", "{{ n.x|tojson }}"),
    "sets of text": "{% set x = long %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 30 + "{{ x }}",
    "center": "{{ 'x'|center(999999999) }}",
    "indent": "{{ 'x\ny'|indent(999999999) }}",
    "slices": "{{ [1]|slice(999999999)|list|length }}",
    "batches": "{{ [1]|batch(999999999, 0)|list|length }}",
    "ljust": "{{ 'x'.ljust(999999999) }}",
    "zfill": "{{ 'x'.zfill(999999999) }}",
    "replace": "{{ long|replace('x', long) }}",
    "join": "{{ range(99999)|join(long) }}",
    "method replace": "{{ long.replace('x', long) }}",
    "method join": "{{ long.join(long) }}",
    "format": "{{ '{:>999999999}'.format(1) }}",
    "format from values": "{{ '{:>{}s}'.format('x', 999999999) }}",
    "percent": "{{ '%999999999d' % 1 }}",
    "percent from values": "{{ '%*d' % (999999999, 1) }}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macro twice": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "loop": "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "block": "{% block b %}{{ self.b() }}{% endblock %}",
    "mapped": "{{ (['x'] * 9999)|map('center', 99999)|join }}",
}
