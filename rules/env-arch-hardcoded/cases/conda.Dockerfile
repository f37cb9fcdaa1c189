FROM condaforge/miniforge3
ENV CONDA_SUBDIR=linux-64
RUN conda install -y numpy
RUN CONDA_SUBDIR=linux-64 conda create -y -n old python=3.9
