FROM python:3.13-slim
COPY wheels /wheels
RUN pip install --no-cache-dir /wheels/torch-2.8.0-cp313-cp313-manylinux_2_28_x86_64.whl
