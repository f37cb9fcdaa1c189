FROM python:3.13-slim
RUN pip install mkl-not-this numpy onnxruntime tensorflow-cpu && pip uninstall -y mkl && pip download intel-openmp
