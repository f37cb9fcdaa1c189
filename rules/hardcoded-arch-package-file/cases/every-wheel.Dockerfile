FROM python:3.13-slim
WORKDIR /srv
COPY wheels wheels
RUN pip install --no-index wheels/*.whl
