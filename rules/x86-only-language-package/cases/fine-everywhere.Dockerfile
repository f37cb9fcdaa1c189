FROM python:3.13-slim
RUN pip install mkl-not-this numpy onnxruntime && pip uninstall -y mkl
