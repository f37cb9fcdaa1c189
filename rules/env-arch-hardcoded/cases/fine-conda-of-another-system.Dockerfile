FROM condaforge/miniforge3
ENV CONDA_SUBDIR=noarch
RUN CONDA_SUBDIR=osx-64 conda create -y -n mac python=3.9
RUN conda install -y linux-64-tools
