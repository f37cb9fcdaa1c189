# Text, a list that may hold anything, another platform on purpose, a tool of the build, wheels that pip may leave alone.
FROM --platform=$BUILDPLATFORM python:3.12-slim AS text
RUN pip install --prefix=/install requests pyyaml sqlalchemy "pydantic<2"
FROM --platform=$BUILDPLATFORM python:3.12-slim AS list
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install -r requirements.txt
FROM --platform=$BUILDPLATFORM python:3.12-slim AS chosen
ARG WHEELS
RUN pip install --target /deps --only-binary=:all: --platform "$WHEELS" numpy
FROM --platform=$BUILDPLATFORM python:3.12-slim AS table
RUN pip install numpy && python make-table.py > /table.csv
FROM --platform=$BUILDPLATFORM python:3.12-slim AS wheels
RUN pip wheel --wheel-dir /wheels numpy
FROM python:3.12-slim AS own
RUN pip install --prefix=/own numpy
FROM --platform=$BUILDPLATFORM python:3.12-slim AS poetry
WORKDIR /app
RUN poetry config virtualenvs.in-project true && poetry install --only main
FROM python:3.12-slim
COPY --from=text /install /usr/local
COPY --from=list /venv /venv
COPY --from=chosen /deps /deps
COPY --from=table /table.csv /srv/
COPY --from=wheels /wheels /wheels
RUN pip install --find-links=/wheels numpy
COPY --from=own /own /usr/local
COPY --from=poetry /app/.venv /app/.venv
