#!/usr/bin/env python3
"""Runs the kits for pipelines as far as a machine without their hosts can.

The shell steps of action.yml run as the runner runs them, with a stand-in for `gh`; the hooks as pre-commit runs them; the
last stage of the Dockerfile in a clean Debian made by debootstrap, and in it, as its user, the script of the GitLab template.

Usage: kits.py ARCHC SCHEMA   (as root, for the clean Debian)
"""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import jsonschema
import yaml

ARCHC = os.path.abspath(sys.argv[1])
SCHEMA = os.path.abspath(sys.argv[2])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

OLD = "client Web { -> Shop { timeout: 1s } }\nservice Shop { rate-limit: 9/s, -> Ledger }\nservice Ledger\nflow Buy { Web -> Shop -> Ledger }\n"
NEW = OLD + "service Stock { p50: 20ms, p99: 10ms }\nShop -> Stock { timeout: 1s }\n"


def need(condition, text):
    if not condition:
        sys.exit(f"kits: {text}")


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def git(folder, *arguments):
    done = run(["git", "-c", "user.name=n", "-c", "user.email=e@example.org", *arguments], cwd=folder)
    need(done.returncode == 0, f"git {arguments}: {done.stderr}")


def repository(folder):
    """A project whose branch has one error more than main."""
    os.makedirs(folder)
    git(folder, "init", "-q", "-b", "main", ".")
    write(os.path.join(folder, "shop.arch"), OLD)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    git(folder, "checkout", "-q", "-b", "feature")
    write(os.path.join(folder, "shop.arch"), NEW)
    git(folder, "commit", "-q", "-a", "-m", "two")


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def read(path):
    with open(path) as file:
        return file.read()


def valid_sarif(path):
    schema = json.loads(read(SCHEMA))
    document = json.loads(read(path))
    jsonschema.validators.validator_for(schema)(schema).validate(document)
    return document


# A `gh` that keeps comments in a file, and answers what comment.sh asks.
GH = """#!/usr/bin/env python3
import json, os, sys
store = os.environ["FAKE_GH"]
comments = json.load(open(store)) if os.path.exists(store) else [[7, "somebody quotes <!-- archc check -->"]]
arguments = sys.argv[1:]
method = arguments[arguments.index("--method") + 1] if "--method" in arguments else "GET"
body = next((open(a[6:]).read() for a in arguments if a.startswith("body=@")), "")
path = next(a for a in arguments if a.startswith("repos/"))
assert os.environ["GH_TOKEN"] == "secret"
if method == "GET":
    assert path == "repos/o/r/issues/12/comments?per_page=100"
    for id, text in comments:
        if text.startswith(os.environ["MARKER"]): print(id)
elif method == "POST":
    assert path == "repos/o/r/issues/12/comments"
    comments.append([8, body])
else:
    assert method == "PATCH" and path == "repos/o/r/issues/comments/8"
    comments = [[i, body if i == 8 else t] for i, t in comments]
json.dump(comments, open(store, "w"))
"""


def action(folder):
    project = os.path.join(folder, "project")
    repository(project)
    temp = os.path.join(folder, "runner")
    os.makedirs(os.path.join(temp, "bin"))
    write(os.path.join(temp, "bin", "gh"), GH)
    os.chmod(os.path.join(temp, "bin", "gh"), 0o755)
    shutil.copy(ARCHC, os.path.join(temp, "bin", "archc"))
    described = yaml.safe_load(read(os.path.join(ROOT, "action.yml")))
    values = {f"inputs.{name}": entry["default"] for name, entry in described["inputs"].items()}
    # Text of a pull request reaches the steps as variables alone.
    hostile = "no-such\n$(touch pwned)\n;touch pwned\n--since=pwned\nshop.arch"
    for files, since, runs in [("shop.arch", "main", 2), (hostile, "", 1)]:
        values |= {
            "inputs.files": files, "inputs.since": since, "inputs.token": "secret", "github.action_path": ROOT,
            "github.token": "secret", "runner.temp": temp, "github.event.pull_request.number": "12",
        }
        for turn in range(runs):
            paths = {name: os.path.join(temp, name) for name in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH"]}
            for path in paths.values():
                write(path, "")
            log = ""
            for number, step in enumerate(described["runs"]["steps"]):
                if "run" not in step:
                    continue
                need("${{" not in step["run"], f"step {number} of action.yml puts an expression into shell text")
                fill = lambda text: re.sub(r"\${{ *(.*?) *}}", lambda found: values[found.group(1)], text)
                environment = {name: fill(str(text)) for name, text in step.get("env", {}).items()}
                environment |= paths | {
                    "PATH": os.path.join(temp, "bin") + ":/usr/bin:/bin", "HOME": temp, "GITHUB_REPOSITORY": "o/r",
                    "FAKE_GH": os.path.join(temp, "gh.json"),
                }
                done = run(
                    ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=project, env=environment)
                log += done.stdout
                last = number == len(described["runs"]["steps"]) - 1
                need(done.returncode == 0 or last, f"step {number} of action.yml: {done.stdout}{done.stderr}")
                for line in read(paths["GITHUB_OUTPUT"]).splitlines():
                    name, _, value = line.partition("=")
                    values[f"steps.{step.get('id')}.outputs.{name}"] = value
                write(paths["GITHUB_OUTPUT"], "")
            expected = 1 if since else 2
            need(done.returncode == expected, f"the action ended with {done.returncode}, not {expected}: {log}")
            need(re.search(r"^::error file=shop.arch,line=5,.*MOD003", log, re.M), f"no annotation: {log}")
            if since:
                need("REL001" not in log, "an old finding counts")
                document = valid_sarif(os.path.join(project, "archc.sarif"))
                states = [result.get("baselineState") for result in document["runs"][0]["results"]]
                need(sorted(states) == ["new", "unchanged"], f"states in SARIF: {states}")
                summary = read(paths["GITHUB_STEP_SUMMARY"])
                need(summary.startswith("<!-- archc check -->") and "Stock" in summary, "no findings in the summary")
                need("~~~~text" in summary and "┌" in summary, "no drawing in the summary")
                comments = json.loads(read(os.path.join(temp, "gh.json")))
                need([id for id, _ in comments] == [7, 8], f"comments after run {turn + 1}: {comments}")
                need("MOD003" in comments[1][1] and comments[0][1].startswith("somebody"), "the wrong comment")
    need(not os.path.exists(os.path.join(project, "pwned")), "a variable was read as shell")
    return "action.yml"


def hooks(folder):
    project = os.path.join(folder, "hooks")
    repository(project)
    write(os.path.join(project, "part.arch"), "service   A\n")
    environment = {"PATH": os.path.dirname(ARCHC) + ":/usr/bin:/bin", "HOME": folder}
    names = ["shop.arch", "part.arch", "readme.md", ".archc.yml"]
    for hook in yaml.safe_load(read(os.path.join(ROOT, ".pre-commit-hooks.yaml"))):
        matching = [name for name in names if re.search(hook["files"], name)]
        need("readme.md" not in matching and "shop.arch" in matching, f"{hook['id']}: files")
        command = shlex.split(hook["entry"]) + hook.get("args", [])
        if hook.get("pass_filenames", True):
            command += matching
        done = run(command, cwd=project, env=environment)
        if hook["id"] == "archc-check":
            need(done.returncode == 1 and "MOD003" in done.stdout, f"archc-check: {done.stdout}{done.stderr}")
        else:
            need(done.returncode == 0, f"archc-fmt: {done.stderr}")
            need(read(os.path.join(project, "part.arch")) == "service A\n", "archc-fmt left the file as it was")
    return "pre-commit hooks"


def instructions(text):
    text = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.M))
    return [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]


def container(folder):
    """The last stage of the Dockerfile in a clean Debian, then the GitLab job in it, as its user."""
    lines = instructions(read(os.path.join(ROOT, "Dockerfile")))
    start = max(index for index, line in enumerate(lines) if line[0] == "FROM")
    suite = re.fullmatch(r"debian:(\w+)-slim", lines[start][1]).group(1)
    root = os.path.join(folder, "image")
    done = run(["debootstrap", "--variant=minbase", suite, root])
    need(done.returncode == 0, f"debootstrap: {done.stdout[-2000:]}{done.stderr}")
    mounted = os.path.join(root, "proc")
    need(run(["mount", "-t", "proc", "proc", mounted]).returncode == 0, "cannot mount /proc")
    try:
        user, workdir, entry = "0", "/", []
        for word, rest in lines[start + 1:]:
            if word == "RUN":
                done = run(["chroot", root, "/bin/sh", "-c", rest])
                need(done.returncode == 0, f"RUN {rest}: {done.stdout[-1000:]}{done.stderr[-1000:]}")
            elif word == "COPY":
                parts = rest.split()
                target = root + parts[-1]
                if parts[0].startswith("--from="):
                    need(parts[1].endswith("/.build/release/archc"), "the image takes another file from the build")
                    shutil.copy(ARCHC, target)
                else:
                    os.makedirs(target, exist_ok=True)
                    for source in parts[:-1]:
                        shutil.copy(os.path.join(ROOT, source), target)
            elif word == "USER":
                user = rest
            elif word == "WORKDIR":
                workdir = rest
                os.makedirs(root + rest, exist_ok=True)
            elif word == "ENTRYPOINT":
                entry = json.loads(rest)
            else:
                need(word == "CMD", f"{word} of the Dockerfile is not tried")
        need(user not in ("0", "root", ""), "the image runs as root")
        shutil.rmtree(root + workdir)
        repository(root + workdir)

        def inside(command, **environment):
            environment |= {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent"}
            shell = f"cd {workdir} && exec " + shlex.join(command)
            return run([shutil.which("chroot"), f"--userspec={user}", root, "/bin/sh", "-c", shell], env=environment)

        done = inside(entry + ["--version"])
        need(done.returncode == 0, f"archc does not start: {done.stderr}")
        done = inside(entry + ["check", ".", "--since", "main"])
        need(done.returncode == 1 and "MOD003" in done.stdout and "REL001" not in done.stdout, f"check: {done.stderr}")
        done = inside(entry + ["diagram", "shop.arch", "--format", "svg"])
        need(done.returncode == 0 and "<svg" in done.stdout, f"SVG: {done.stderr}")

        # GitLab checks out with open permissions, as its images run as any user.
        run(["chmod", "-R", "a+rwX", root + workdir])
        job = yaml.safe_load(read(os.path.join(ROOT, "ci/gitlab/archc.gitlab-ci.yml")))
        variables = {name: str(text) for name, text in job["variables"].items()}
        script = "\n".join(job["archc"]["script"])
        done = inside(["/bin/sh", "-e", "-c", script], CI_MERGE_REQUEST_DIFF_BASE_SHA="main", **variables)
        need(done.returncode == 1 and "MOD003" in done.stdout, f"the GitLab job: {done.returncode} {done.stdout}{done.stderr}")
        reports = job["archc"]["artifacts"]["reports"]
        quality = json.loads(read(root + workdir + "/" + reports["codequality"]))
        need([issue["check_name"] for issue in quality] == ["impossible-value"], "the code quality report")
        need("<testsuites" in read(root + workdir + "/" + reports["junit"]), "the JUnit report")
        need(os.path.exists(root + workdir + "/archc/drawings/shop.svg"), "no drawings of the GitLab job")
        size = int(run(["du", "-sm", "--exclude=./src", "--exclude=./proc", "."], cwd=root).stdout.split()[0])
    finally:
        run(["umount", mounted])
    return f"Dockerfile and GitLab template in a clean Debian {suite} ({size} MB)"


with tempfile.TemporaryDirectory() as folder:
    for kit in [action, hooks, container]:
        print(f"{kit(folder)}: tried")
