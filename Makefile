# docfill by make. `make` lists the targets; a township's id makes its report.

# The year reported on. Unless told, docfill takes last year, by the county's clocks.
YEAR ?=
ASKED := $(if $(YEAR),-y $(YEAR))
PYTHON ?= python3

DOCFILL := .venv/bin/docfill
# By data/YEAR/ID.yaml and, where there are several reports, data/YEAR/ID/REPORT.yaml.
TOWNSHIPS := $(sort $(basename $(notdir $(wildcard data/*/*.yaml) $(patsubst %/,%,$(dir $(wildcard data/*/*/*.yaml))))))
# As docfill itself: what is asked for, else what docfill.yaml says.
SPOKEN := $(or $(DOCFILL_LANG),$(shell sed -n 's/^language: *\([a-z]*\).*/\1/p' docfill.yaml))
READY := .venv/requirements.txt.done
READY_WEB := .venv/requirements-web.txt.done
READY_DEV := .venv/requirements-dev.txt.done
READY_PEERS := bench/.peers/done

.DEFAULT_GOAL := help
.PHONY: help all docx html sheet take import check-data mail dry-run status rollup compare run serve schedule setup test test-fast check audit bench torture fmt docs demo clean $(TOWNSHIPS)

help: ## list the targets | 列出目标
ifeq ($(SPOKEN),zh)
	@echo "make 单位 [YEAR=年份]，不写年份即为上一年。单位：$(TOWNSHIPS)"
else
	@echo "make TOWNSHIP [YEAR=...], last year unless stated. TOWNSHIP is one of: $(TOWNSHIPS)"
endif
	@awk -F ':.*## | [|] ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$$(if $(filter zh,$(SPOKEN)),3,2)}' $(MAKEFILE_LIST)

$(TOWNSHIPS): $(READY)
	@$(DOCFILL) build $@ $(ASKED)

all: $(READY) ## every township's report, .docx and PDF | 全部报告，.docx 和 PDF
	@$(DOCFILL) build $(ASKED)

docx: $(READY) ## every township's report as .docx only | 全部报告，只要 .docx
	@$(DOCFILL) build --no-pdf $(ASKED)

sheet: $(READY) ## a workbook for every township to fill in | 每个单位一份电子表格，供填写
	@$(DOCFILL) sheet $(ASKED)

take: $(READY) ## filled workbooks become filings: make take FROM=inbox | 填好的表格变成填报文件：make take FROM=文件夹
	@$(DOCFILL) take $(or $(FROM),$(error name the workbooks or their folder: make take FROM=inbox))

import: $(READY) ## a published report becomes a filing: make import FROM=report.docx | 已公开的报告变成填报文件：make import FROM=文件
	@$(DOCFILL) import $(or $(FROM),$(error name the report: make import FROM=report.docx)) $(ASKED)

check-data: $(READY) ## check every filing, build nothing | 核对全部填报数据，不生成报告
	@$(DOCFILL) check $(ASKED)

mail: $(READY) ## mail to the county what is finished and not sent yet | 把已完成、未报送的报告报送县里
	@$(DOCFILL) mail $(ASKED)

html: $(READY) ## the reports, and pages of them for the portal | 全部报告，并生成门户网站用的网页
	@$(DOCFILL) build --html $(ASKED)

dry-run: $(READY) ## write the mails into out/mail instead of sending them | 把邮件写到 out/mail，不寄出
	@$(DOCFILL) mail --dry-run $(ASKED)

status: $(READY) ## who still owes what; also as a page, out/status-YEAR.html | 谁还没报；同时写成网页 out/status-YEAR.html
	@$(DOCFILL) status $(ASKED)
	@mkdir -p out && $(DOCFILL) status $(ASKED) --html out

rollup: $(READY) ## all agencies' figures added up; as a workbook, out/rollup.xlsx | 汇总各机关数据；汇总表写到 out/rollup.xlsx
	@$(DOCFILL) rollup $(ASKED) -o out/rollup.xlsx

compare: $(READY) ## what changed against the year before | 同上一年相比的变化
	@year=$(YEAR); year=$${year:-$$(($$(TZ=Asia/Shanghai date +%Y) - 1))}; \
	$(DOCFILL) compare $$((year - 1)) $$year

run: $(READY) ## the yearly run: check, build, verify, mail, tell the operator | 每年的定时任务：核对、生成、验证、报送、通知值班员
	@$(DOCFILL) run $(ASKED)

serve: $(READY_WEB) ## the page where clerks fill in the form, at 127.0.0.1:8080 | 供各单位填报的网页，地址 127.0.0.1:8080
	@$(DOCFILL) serve $(ASKED)

schedule: $(READY) ## show the timers of the yearly run; docfill schedule --install sets them up | 显示定时器；docfill schedule --install 安装
	@$(DOCFILL) schedule

demo: $(READY) ## a whole county's reports from examples/county | 用 examples/county 生成一整个县的报告
	@$(DOCFILL) build --project examples/county -y 2023

setup: ## install what is missing: Python packages, LibreOffice, fonts | 安装所缺的 Python 包、LibreOffice 和字体
	@PYTHON=$(PYTHON) tools/setup

test: $(READY_DEV) ## every test, with a real LibreOffice | 全部测试，用真正的 LibreOffice
	@.venv/bin/pytest

test-fast: $(READY_DEV) ## the quick tests, without LibreOffice or browser | 快速测试，不用 LibreOffice 和浏览器
	@.venv/bin/pytest -m "not office and not browser and not slow"

check: $(READY_DEV) ## what CI runs: format, lint, types, docs, fast tests | CI 所做的检查：格式、规范、类型、文档、快速测试
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check --no-cache .
	@.venv/bin/mypy
	@.venv/bin/python tools/words.py --check
	@.venv/bin/python tools/docs.py --check
	@$(if $(TESTED),:,.venv/bin/pytest -m "not office and not browser and not slow")

# --strict: without it pip-audit calls packages sound that it could not ask about.
audit: ## look up known holes in the pinned packages, with pip-audit and a network | 用 pip-audit 联网查找所用软件包的已知漏洞
	@command -v pip-audit >/dev/null || { echo "there is no pip-audit here: pipx install pip-audit" >&2; exit 3; }
	@for pins in requirements.txt requirements-web.txt requirements-dask.txt requirements-dev.txt; do \
		pip-audit --strict --disable-pip --require-hashes -r $$pins || exit 1; done

bench: $(READY_DEV) $(READY_PEERS) ## measure docfill beside its peers, in ten minutes | 与同类程序比速度，约十分钟
	@.venv/bin/python bench/run.py

torture: $(READY_DEV) ## kill, starve and damage docfill for ten minutes; writes docs/reliability.md | 用十分钟强行终止、限制、损坏 docfill，写入 docs/reliability.zh-CN.md
	@PYTHONPATH=tools:bench:tests/helpers .venv/bin/python -m torture

fmt: $(READY_DEV) ## format the code | 整理代码格式
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

docs: $(READY_DEV) ## write the generated pages of docs/ and the words of all languages anew | 重新生成 docs/ 中的页面和各语言的词句
	@.venv/bin/python tools/words.py
	@.venv/bin/python tools/docs.py

clean: ## remove what was built, not what was sent | 删除生成的文件，不删除报送记录
	rm -rf out .venv bench/.peers .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.txt pyproject.toml
	@PYTHON=$(PYTHON) tools/setup

$(READY_WEB): requirements-web.txt pyproject.toml
	@PYTHON=$(PYTHON) tools/setup --web

$(READY_DEV): requirements-dev.txt pyproject.toml
	@PYTHON=$(PYTHON) tools/setup --dev

$(READY_PEERS): bench/requirements.txt bench/package.json bench/package-lock.json bench/.npmrc | $(READY)
	@command -v npm >/dev/null || { echo "the peers need Node.js with npm, 20 or newer" >&2; exit 3; }
	@.venv/bin/python -m venv bench/.peers/venv
	@bench/.peers/venv/bin/python -m pip install -q --disable-pip-version-check \
		--require-hashes -r bench/requirements.txt
	@cp bench/package.json bench/package-lock.json bench/.npmrc bench/.peers
	@cd bench/.peers && npm ci --silent
	@touch $@
