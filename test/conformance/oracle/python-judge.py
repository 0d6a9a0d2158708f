"""Answers, one JSON line for each on stdin, whether Python reads a text and what its variables come to.

Only texts with "run" are run: those are made by the tests themselves. They get a made-up `os`, a few harmless
functions, little time and little memory. The text runs with globals and locals of their own, as xm runs a domU file.
"""
import ast
import json
import resource
import signal
import sys
import warnings

warnings.simplefilter('ignore')
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

# What Python 2 does not know: a verdict on such a text says nothing about xm.
NEWER = (ast.AnnAssign, ast.NamedExpr, ast.JoinedStr, ast.Await, ast.Nonlocal, ast.AsyncFunctionDef, ast.AsyncFor,
         ast.AsyncWith, ast.Starred, ast.YieldFrom, ast.Match)
HARMLESS = (ast.Module, ast.Assign, ast.AugAssign, ast.Expr, ast.Name, ast.Constant, ast.List, ast.Tuple, ast.BinOp,
            ast.UnaryOp, ast.Call, ast.keyword, ast.Attribute, ast.Load, ast.Store, ast.Del, ast.operator, ast.unaryop,
            ast.If, ast.For, ast.Compare, ast.cmpop, ast.Subscript, ast.Slice, ast.Dict, ast.Set, ast.ListComp,
            ast.comprehension, ast.IfExp, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Lambda, ast.BoolOp,
            ast.boolop, ast.Pass, ast.Import, ast.alias, ast.Delete, ast.Global, ast.Try, ast.ExceptHandler, ast.Raise)
FUNCTIONS = {'int': int, 'str': str, 'len': len, 'range': lambda *a: list(range(*a)), 'list': list, 'ValueError': ValueError,
             'TypeError': TypeError, 'NameError': NameError, 'True': True, 'False': False, 'None': None}


class Os:
    """Stands for the module of that name."""
    environ = {}

    @staticmethod
    def uname():
        return ('Linux', 'host', '3.2', '#1', 'x86_64')


def only_os(name, *rest):
    if name != 'os':
        raise ImportError(name)
    return Os()


def too_long(*_):
    raise TimeoutError


signal.signal(signal.SIGALRM, too_long)


def is_harmless(tree):
    for node in ast.walk(tree):
        if not isinstance(node, HARMLESS):
            return False
        if isinstance(node, ast.operator) and isinstance(node, (ast.Pow, ast.LShift, ast.Div)):
            return False
        if isinstance(node, ast.Import) and any(alias.name != 'os' for alias in node.names):
            return False
        if isinstance(node, (ast.Attribute, ast.Name)) and '__' in (node.attr if isinstance(node, ast.Attribute) else node.id):
            return False
        if isinstance(node, ast.Attribute) and node.attr in ('format', 'format_map', 'encode', 'decode'):
            return False
    return True


def keep(value, depth=0):
    kind = type(value)
    if kind is bool or depth > 50:
        return {'type': kind.__name__}
    if kind is str or kind is int:
        return value
    if kind is list:
        return [keep(item, depth + 1) for item in value]
    return {'type': kind.__name__}


def run(code):
    outside = {'__builtins__': dict(FUNCTIONS, __import__=only_os)}
    inside = {'os': Os()}
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        exec(code, outside, inside)
        return {name: keep(value) for name, value in inside.items()}
    except BaseException:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def judge(request):
    answer = {'id': request['id']}
    text = request['text']
    if text.startswith('\ufeff'):
        text = text[1:]
    try:
        tree = ast.parse(text)
        code = compile(text, 'cfg', 'exec', dont_inherit=True)
        if any(isinstance(node, NEWER) or getattr(node, 'annotation', None) or getattr(node, 'returns', None)
               for node in ast.walk(tree)):
            return answer
        answer['accepted'] = True
        if request.get('run') and is_harmless(tree):
            values = run(code)
            if values is not None:
                answer['values'] = values
    except (SyntaxError, ValueError) as error:
        answer['accepted'] = False
        answer['message'] = str(error)
    except (RecursionError, MemoryError):
        pass
    return answer


for line in sys.stdin:
    print(json.dumps(judge(json.loads(line))), flush=True)
