FROM python:3.13-slim
RUN <<EOF
python3 -m pip install --user Intel_Extension_For_PyTorch
uv pip install onnxruntime-openvino
EOF
